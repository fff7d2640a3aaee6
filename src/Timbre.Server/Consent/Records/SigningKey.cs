using Timbre.Models.Consent.Records;
using Timbre.Server.Configuration;
using Timbre.Storage;

namespace Timbre.Server.Consent.Records;

/// <summary>
/// The key that signs consent records: made at the first start, in a file that only the data folder's owner reads, and taken along by
/// backups.
/// </summary>
internal sealed class SigningKey : IDisposable
{
    public const string FileName = "consent.key";
    private readonly string _path;
    private volatile ConsentKey _key;

    public SigningKey(DataDirectory data)
    {
        _path = Path.Combine(data.Path, FileName);
        if (!File.Exists(_path))
        {
            using var fresh = ConsentKey.New();
            PrivateFile.Write(_path, fresh.ToPem());
        }

        _key = Read(_path);
    }

    public ConsentKey Key => _key;

    /// <summary>As it lies on the disk.</summary>
    public string Pem => File.ReadAllText(_path);

    /// <summary>Another server's key, which came with its records.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Replace(string pem)
    {
        var restored = ConsentKey.FromPem(pem);
        PrivateFile.Write(_path, pem);
        _key = restored; // the old one goes with whoever may still be signing
    }

    public void Dispose() => _key.Dispose();

    private static ConsentKey Read(string path)
    {
        try
        {
            return ConsentKey.FromPem(File.ReadAllText(path));
        }
        catch (InvalidDataException wrong)
        {
            throw new SettingException(
                "TIMBRE_DATA",
                $"{path} cannot be used: {wrong.Message} Put the file back that signed the records so far, or remove it for a new one.");
        }
    }
}
