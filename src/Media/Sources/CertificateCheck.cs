using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vedette.Media.Hub;

namespace Vedette.Media.Sources;

/// <summary>Judges the certificate a camera shows.</summary>
/// <remarks>
/// A pin or an authority of the camera's own stands for its name as well: cameras are reached by address, and their
/// certificates name a serial number if anything.
/// </remarks>
internal sealed class CertificateCheck(ServerTrust trust)
{
    /// <summary>What speaks against the certificate shown last, after "a certificate that "; null when nothing does.</summary>
    public string? Objection { get; private set; }

    /// <summary>SHA-256 of the certificate shown last, in lower-case hexadecimal digits; null before one was shown.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>What to tell TLS: asks this check, and fetches nothing from addresses a certificate names.</summary>
    public SslClientAuthenticationOptions Options() => new()
    {
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Accepts(certificate, chain, errors),
        CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
    };

    /// <summary>Why the camera is not talked to, and what to do about it.</summary>
    public SourceException Refusal(string host) => new(
        FeedBreakCause.UntrustedCertificate,
        $"{host} shows a certificate that {Objection}. If it is the camera's own, pin its SHA-256 fingerprint: {Fingerprint}");

    /// <summary>Whether the certificate is believed; what a <see cref="RemoteCertificateValidationCallback"/> asks.</summary>
    public bool Accepts(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            Objection = "is missing";
            return false;
        }

        var hash = SHA256.HashData(certificate.GetRawCertData());
        Fingerprint = Convert.ToHexStringLower(hash);
        Objection = trust switch
        {
            { PinnedSha256: { } pin } => IsPinned(hash, pin) ? null : "is not the pinned one",
            { AuthorityPem: { } authority } => IsIssuedBy(authority, certificate, chain) ? null : "was not issued by the authority given, or is not valid now",
            _ => Words(chain, errors),
        };
        return Objection is null;
    }

    private static string? Words(X509Chain? chain, SslPolicyErrors errors) => errors switch
    {
        SslPolicyErrors.None => null,
        _ when chain?.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid) is true => "has expired or is not valid yet",
        _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) => "no authority known to this computer vouches for",
        _ => "is made out to another name",
    };

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
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // cameras' authorities publish no lists, and cameras have no way out
        if (with is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(with.ChainElements.Select(element => element.Certificate).ToArray());
        }

        // Cameras show their leaf alone: the chain may end at the authority given, although that was signed by another.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return chain.Build(certificate) && chain.ChainElements.Any(element => roots.Any(root => IsSame(root, element.Certificate)));
    }

    /// <summary>Byte by byte: <see cref="X509Certificate.Equals(X509Certificate)"/> compares no more than issuer and number, which anybody can copy.</summary>
    private static bool IsSame(X509Certificate2 one, X509Certificate2 other) => one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span);
}
