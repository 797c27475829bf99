using System.Security.Cryptography;
using System.Text;

namespace Vedette.Recording.Evidence;

/// <summary>A node's private key.</summary>
internal sealed class NodeSigner : IDisposable
{
    private readonly ECDsa _key;

    // ECDsa makes no promise for concurrent use.
    private readonly Lock _using = new();

    private NodeSigner(ECDsa key) => (_key, Key) = (key, PublicKey.Of(key));

    public PublicKey Key { get; }

    public static NodeSigner Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="CryptographicException">It is no private key.</exception>
    /// <exception cref="ArgumentException">It is no PEM.</exception>
    public static NodeSigner FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new NodeSigner(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    public string ExportPem()
    {
        lock (_using)
        {
            return _key.ExportPkcs8PrivateKeyPem();
        }
    }

    public byte[] Sign(string statement) => Sign(Encoding.UTF8.GetBytes(statement));

    public byte[] Sign(ReadOnlySpan<byte> content)
    {
        lock (_using)
        {
            return _key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    public void Dispose() => _key.Dispose();
}
