using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>
/// A root, an authority it signed, and cameras either of them signed, made out to a serial number. Any two chains have the same
/// names and numbers and other keys: what a forger can copy, and what not.
/// </summary>
internal sealed class TestChain : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TestChain()
    {
        var (root, rootKey) = Request("root", isAuthority: true);
        using (rootKey)
        {
            Root = root.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), From, Until, [0x01]).CopyWithPrivateKey(rootKey);
        }

        Issuer = Signed("issuer", isAuthority: true, Root, 0x02);
        FromIssuer = Signed("00-07-5F-31-00-01", isAuthority: false, Issuer, 0x03);
        FromRoot = Signed("00-07-5F-31-00-02", isAuthority: false, Root, 0x04);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Issuer { get; }

    public X509Certificate2 FromIssuer { get; }

    public X509Certificate2 FromRoot { get; }

    public void Dispose()
    {
        Root.Dispose();
        Issuer.Dispose();
        FromIssuer.Dispose();
        FromRoot.Dispose();
    }

    private static X509Certificate2 Signed(string name, bool isAuthority, X509Certificate2 by, byte number)
    {
        var (request, key) = Request(name, isAuthority);
        using (key)
        {
            using var bare = request.Create(by, From, Until.AddDays(-1), [number]);
            return bare.CopyWithPrivateKey(key);
        }
    }

    private static (CertificateRequest Request, ECDsa Key) Request(string name, bool isAuthority)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (isAuthority)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        }

        return (request, key);
    }
}
