using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vedette.Media.Sources;

/// <summary>Judges the certificate a camera shows.</summary>
/// <remarks>
/// A pin or an authority of the camera's own stands for its name as well: cameras are reached by address, and their
/// certificates name a serial number if anything.
/// </remarks>
internal sealed class CertificateCheck(ServerTrust trust)
{
    /// <summary>SHA-256 of the certificate shown last, in lower-case hexadecimal digits; null before one was shown.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>Whether the certificate is believed; what a <see cref="RemoteCertificateValidationCallback"/> asks.</summary>
    public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        var hash = SHA256.HashData(certificate.GetRawCertData());
        Fingerprint = Convert.ToHexStringLower(hash);
        return trust switch
        {
            { PinnedSha256: { } pin } => IsPinned(hash, pin),
            { AuthorityPem: { } authority } => IsIssuedBy(authority, certificate, chain),
            _ => errors == SslPolicyErrors.None,
        };
    }

    private static bool IsPinned(byte[] hash, string pin)
    {
        var digits = pin.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 2 * hash.Length && digits.All(char.IsAsciiHexDigit)
            && CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(digits));
    }

    private static bool IsIssuedBy(string authority, X509Certificate shown, X509Chain? with)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(authority);
        }
        catch (CryptographicException)
        {
            return false; // an authority that is none issued nothing
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // cameras' authorities publish no lists, and cameras have no way out
        if (with is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(with.ChainElements.Select(element => element.Certificate).ToArray());
        }

        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return chain.Build(certificate);
    }
}
