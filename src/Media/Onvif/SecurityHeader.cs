using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vedette.Media.Onvif;

/// <summary>The UsernameToken with a password digest (Web Services Security UsernameToken Profile 1.0 section 3.1; ONVIF Core section 5.9.1).</summary>
internal static class SecurityHeader
{
    /// <summary>The header as XML.</summary>
    /// <param name="username">Who asks.</param>
    /// <param name="password">The password; only its digest is written.</param>
    /// <param name="now">The time on the device's clock: devices refuse what is older than some seconds or minutes by it.</param>
    public static string Write(string username, string password, DateTimeOffset now)
    {
        Span<byte> nonce = stackalloc byte[16];
        RandomNumberGenerator.Fill(nonce);
        var created = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $"""
            <Security s:mustUnderstand="1" xmlns="{OnvifNames.Security}"><UsernameToken><Username>{SoapRequest.Escape(username)}</Username><Password Type="{OnvifNames.PasswordDigest}">{Digest(nonce, created, password)}</Password><Nonce EncodingType="{OnvifNames.Base64Binary}">{Convert.ToBase64String(nonce)}</Nonce><Created xmlns="{OnvifNames.SecurityUtility}">{created}</Created></UsernameToken></Security>
            """;
    }

    /// <summary>Base64 (SHA-1 (nonce + created + password)).</summary>
    public static string Digest(ReadOnlySpan<byte> nonce, string created, string password)
    {
        var rest = Encoding.UTF8.GetBytes(created + password);
#pragma warning disable CA5350 // SHA-1 is what the profile prescribes and all devices know; HTTP Digest is taken up wherever it is offered.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(nonce);
        hash.AppendData(rest);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
