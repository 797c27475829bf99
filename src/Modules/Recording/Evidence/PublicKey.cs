using System.Security.Cryptography;
using System.Text;

namespace Vedette.Recording.Evidence;

/// <summary>The public part of a node's key: ECDSA on P-256 with SHA-256 (FIPS 186-5), signatures in DER as openssl has them.</summary>
internal sealed class PublicKey
{
    public const string Algorithm = "ecdsa-p256-sha256";

    private const int Length = 91;

    // SubjectPublicKeyInfo (RFC 5480) of an uncompressed point on the named curve P-256: nothing else is taken, no curve of somebody's own.
    private static readonly byte[] Start = Convert.FromHexString("3059301306072A8648CE3D020106082A8648CE3D03010703420004");

    private readonly byte[] _subjectPublicKey;

    private PublicKey(byte[] subjectPublicKey)
    {
        _subjectPublicKey = subjectPublicKey;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(subjectPublicKey));
    }

    /// <summary>SHA-256 of the DER of the key: <c>openssl pkey -pubin -in FILE -outform DER | sha256sum</c>.</summary>
    public string Fingerprint { get; }

    public string Pem => PemEncoding.WriteString("PUBLIC KEY", _subjectPublicKey) + "\n";

    public static PublicKey Of(ECDsa key) => new(key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads a PEM file; null when it holds no public key on P-256.</summary>
    public static PublicKey? FromPem(string pem)
    {
        try
        {
            if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not "PUBLIC KEY")
            {
                return null;
            }

            var bytes = Convert.FromBase64String(pem[fields.Base64Data]);
            if (bytes.Length != Length || !bytes.AsSpan().StartsWith(Start))
            {
                return null;
            }

            // Throws unless the point is on the curve.
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes, out _);
            return Of(key);
        }
        catch (Exception malformed) when (malformed is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public bool Verify(string statement, byte[] signature) => Verify(Encoding.UTF8.GetBytes(statement), signature);

    public bool Verify(ReadOnlySpan<byte> content, byte[] signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_subjectPublicKey, out _);
        try
        {
            return key.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false; // no signature at all
        }
    }
}
