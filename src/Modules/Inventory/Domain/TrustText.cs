using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vedette.Contracts.Inventory;

namespace Vedette.Inventory.Domain;

/// <summary>Whose certificate is believed, as somebody wrote it.</summary>
internal static class TrustText
{
    public const int MaxPem = 16 * 1024;
    private const int FingerprintDigits = 64;

    /// <summary>Reads a trust, noting errors below <c>source.trust</c>. Nothing said is no trust of its own.</summary>
    public static CameraTrust? Read(string? pinnedSha256, string? authorityPem, FieldErrors errors)
    {
        var pin = string.IsNullOrWhiteSpace(pinnedSha256) ? null : Fingerprint(pinnedSha256);
        var pem = string.IsNullOrWhiteSpace(authorityPem) ? null : authorityPem.Trim();
        _ = errors.Check("source.trust.pinnedSha256", pin, pin is null && !string.IsNullOrWhiteSpace(pinnedSha256)
            ? "Must be the SHA-256 fingerprint of a certificate: 64 hexadecimal digits."
            : null);
        _ = errors.Check("source.trust.authorityPem", pem, pem is null ? null : PemObjection(pem));
        _ = errors.Check("source.trust", pem, pin is not null && pem is not null ? "Give either one certificate's fingerprint or an authority." : null);
        return pin is null && pem is null ? null : new CameraTrust(pin, pem);
    }

    /// <summary>The form programs print (AB:CD:…) is taken too.</summary>
    private static string? Fingerprint(string text)
    {
        var digits = text.Trim().Replace(":", "", StringComparison.Ordinal);
        return digits.Length == FingerprintDigits && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }

    private static string? PemObjection(string pem)
    {
        if (pem.Length > MaxPem)
        {
            return $"Must not be longer than {MaxPem} characters.";
        }

        if (pem.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return "This holds a private key. Keep it to yourself; only the authority's certificate is needed.";
        }

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
            return certificates.Count > 0 ? null : "Must be the authority's certificate in PEM form (-----BEGIN CERTIFICATE-----).";
        }
        catch (CryptographicException)
        {
            return "This is not a certificate in PEM form.";
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }
}
