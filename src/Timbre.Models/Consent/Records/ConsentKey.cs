using System.Security.Cryptography;

namespace Timbre.Models.Consent.Records;

/// <summary>Signing key of records: ECDSA on P-256 with SHA-256.</summary>
public sealed class ConsentKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly Lock _turn = new();

    private ConsentKey(ECDsa key)
    {
        _key = key;
        Public = new ConsentPublicKey(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Public key that verifies its signatures.</summary>
    public ConsentPublicKey Public { get; }

    /// <summary>A new one.</summary>
    public static ConsentKey New() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>One that <see cref="ToPem"/> wrote down.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ConsentKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.KeySize == ConsentPublicKey.Bits)
                return new ConsentKey(key);
        }
        catch (Exception cause) when (cause is ArgumentException or CryptographicException)
        {
            // told below, whatever was wrong with it
        }

        key.Dispose();
        throw new InvalidDataException("This is no private key of P-256 in PEM.");
    }

    /// <summary>PKCS #8 in PEM; whoever has it signs in this server's name.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The signature of some bytes as base 64 of DER, as <c>openssl dgst -sha256 -verify</c> reads it.</summary>
    public string Sign(ReadOnlySpan<byte> bytes)
    {
        lock (_turn)
            return Convert.ToBase64String(_key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    /// <summary>Takes the key out of memory.</summary>
    public void Dispose() => _key.Dispose();
}

/// <summary>Checks signatures, and can be given to anybody.</summary>
public sealed class ConsentPublicKey
{
    internal const int Bits = 256;
    private readonly byte[] _spki;

    internal ConsentPublicKey(byte[] spki)
    {
        _spki = spki;
        Id = Convert.ToHexStringLower(SHA256.HashData(spki))[..16];
    }

    /// <summary>Names the key in records: the first 16 hexadecimal digits of SHA-256 over its DER (SubjectPublicKeyInfo).</summary>
    public string Id { get; }

    /// <summary>Every public key in a PEM file.</summary>
    /// <exception cref="InvalidDataException">There is none, or one is not on P-256.</exception>
    public static IReadOnlyList<ConsentPublicKey> FromPem(ReadOnlySpan<char> pem)
    {
        var keys = new List<ConsentPublicKey>();
        while (PemEncoding.TryFind(pem, out var fields))
        {
            using var key = ECDsa.Create();
            try
            {
                key.ImportFromPem(pem[fields.Location]);
            }
            catch (Exception cause) when (cause is ArgumentException or CryptographicException)
            {
                throw new InvalidDataException("One of its parts is no key on an elliptic curve.");
            }

            if (key.KeySize != Bits)
                throw new InvalidDataException("One of its keys is not on the curve P-256.");
            keys.Add(new ConsentPublicKey(key.ExportSubjectPublicKeyInfo()));
            pem = pem[fields.Location.End..];
        }

        return keys.Count > 0 ? keys : throw new InvalidDataException("There is no key in PEM in it.");
    }

    /// <summary>SubjectPublicKeyInfo in PEM.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _spki) + "\n";

    /// <summary>True if the signature of these bytes is the key's.</summary>
    public bool Verifies(ReadOnlySpan<byte> bytes, string signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_spki, out _);
        Span<byte> der = stackalloc byte[128];
        return Convert.TryFromBase64String(signature, der, out var length)
            && key.VerifyData(bytes, der[..length], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
