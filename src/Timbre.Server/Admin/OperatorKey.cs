using System.Security.Cryptography;
using System.Text;
using Timbre.Server.Accounts;
using Timbre.Server.Configuration;
using Timbre.Storage;

namespace Timbre.Server.Admin;

/// <summary>The key that opens <c>/admin/v1</c>: made at the first start, in a file that only the data folder's owner reads.</summary>
internal sealed class OperatorKey
{
    private readonly byte[] _hash;

    public OperatorKey(DataDirectory data)
    {
        var path = Path.Combine(data.Path, "operator.key");
        if (!File.Exists(path))
            PrivateFile.Write(path, "op_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)) + "\n");
        _hash = Hash(File.ReadAllText(path).Trim());
    }

    public bool Matches(HttpContext context) =>
        ApiKey.In(context.Request.Headers) is { } key && CryptographicOperations.FixedTimeEquals(Hash(key), _hash);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
