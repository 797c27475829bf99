using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vedette.Media.Rtsp;

/// <summary>Proves who asks, in RTSP and in HTTP: Basic (RFC 7617) and Digest (RFC 7616; MD5, SHA-256 and their -sess forms, qop auth and auth-int).</summary>
/// <param name="username">The user's name.</param>
/// <param name="password">The password.</param>
public sealed class RtspCredentials(string username, string password)
{
    private AuthChallenge? _challenge;
    private int _uses;

    /// <summary>Whether a challenge was taken up: requests carry an Authorization line from now on.</summary>
    public bool IsInUse => _challenge is not null;

    /// <summary>Takes up the strongest challenge that can be met, wherever it stands in the list; null when there is none.</summary>
    /// <param name="headers">The lines of WWW-Authenticate, without its name.</param>
    public AuthChallenge? TakeUp(IEnumerable<string> headers)
    {
        var best = headers.SelectMany(AuthChallenge.Read).OrderByDescending(Strength).FirstOrDefault();
        if (best is null || Strength(best) == 0)
        {
            return null;
        }

        (_challenge, _uses) = (best, 0);
        return best;
    }

    /// <summary>Uses the nonce the server announces for the next request (RFC 7616 section 3.5), if it announces one.</summary>
    /// <param name="authenticationInfo">The Authentication-Info header, or null.</param>
    public void Renew(string? authenticationInfo)
    {
        if (_challenge is { IsDigest: true } challenge && authenticationInfo is not null
            && AuthChallenge.Read("Digest " + authenticationInfo) is [{ } info, ..] && info.Parameters.TryGetValue("nextnonce", out var nonce) && nonce.Length > 0)
        {
            (_challenge, _uses) = (challenge with { Parameters = new Dictionary<string, string>(challenge.Parameters, StringComparer.OrdinalIgnoreCase) { ["nonce"] = nonce } }, 0);
        }
    }

    /// <summary>The Authorization line for a request, or null before a challenge was taken up.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="uri">The request's target, as the request line has it.</param>
    /// <param name="body">What the request carries, for servers that want it protected too (<c>qop=auth-int</c>).</param>
    public string? Authorize(string method, string uri, ReadOnlySpan<byte> body = default) => _challenge switch
    {
        null => null,
        { IsBasic: true } => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")),
        var digest => Digest(digest, method, uri, RandomNumberGenerator.GetHexString(16, lowercase: true), body),
    };

    /// <summary>The Digest line; apart so that the examples of the RFCs can prove it.</summary>
    internal string Digest(AuthChallenge challenge, string method, string uri, string clientNonce, ReadOnlySpan<byte> body = default)
    {
        var algorithm = challenge.Parameters.GetValueOrDefault("algorithm", "MD5");
        var isSession = algorithm.EndsWith("-sess", StringComparison.OrdinalIgnoreCase);
        var qop = ChooseQop(challenge);
        var count = (++_uses).ToString("x8", CultureInfo.InvariantCulture);

        var secret = Hash(algorithm, $"{username}:{challenge.Realm}:{password}");
        secret = isSession ? Hash(algorithm, $"{secret}:{challenge.Nonce}:{clientNonce}") : secret;
        var request = Hash(algorithm, qop == "auth-int" ? $"{method}:{uri}:{Hash(algorithm, body)}" : $"{method}:{uri}");
        var response = qop is null
            ? Hash(algorithm, $"{secret}:{challenge.Nonce}:{request}")
            : Hash(algorithm, $"{secret}:{challenge.Nonce}:{count}:{clientNonce}:{qop}:{request}");

        var line = new StringBuilder("Digest ")
            .Append("username=\"").Append(Quoted(username))
            .Append("\", realm=\"").Append(Quoted(challenge.Realm))
            .Append("\", nonce=\"").Append(Quoted(challenge.Nonce))
            .Append("\", uri=\"").Append(uri)
            .Append("\", response=\"").Append(response).Append('"');
        if (challenge.Parameters.ContainsKey("algorithm"))
        {
            _ = line.Append(", algorithm=").Append(algorithm);
        }

        if (challenge.Parameters.TryGetValue("opaque", out var opaque))
        {
            _ = line.Append(", opaque=\"").Append(Quoted(opaque)).Append('"');
        }

        if (qop is not null || isSession)
        {
            _ = line.Append(", cnonce=\"").Append(clientNonce).Append('"');
        }

        if (qop is not null)
        {
            _ = line.Append(", nc=").Append(count).Append(", qop=").Append(qop);
        }

        return line.ToString();
    }

    private static int Strength(AuthChallenge challenge) => challenge switch
    {
        { IsDigest: true } => challenge.Parameters.GetValueOrDefault("algorithm", "MD5").ToUpperInvariant() switch
        {
            "SHA-256" or "SHA-256-SESS" => 3,
            "MD5" or "MD5-SESS" => 2,
            _ => 0,
        },
        { IsBasic: true } => 1,
        _ => 0,
    };

    private static string? ChooseQop(AuthChallenge challenge)
    {
        if (!challenge.Parameters.TryGetValue("qop", out var offered))
        {
            return null;
        }

        var choices = offered.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return choices.Contains("auth", StringComparer.OrdinalIgnoreCase) || !choices.Contains("auth-int", StringComparer.OrdinalIgnoreCase)
            ? "auth"
            : "auth-int";
    }

    private static string Hash(string algorithm, string text) => Hash(algorithm, Encoding.UTF8.GetBytes(text));

    private static string Hash(string algorithm, ReadOnlySpan<byte> bytes)
    {
#pragma warning disable CA5351 // MD5 is what RFC 7616 and nearly every camera ask for; SHA-256 is preferred where offered.
        return Convert.ToHexStringLower(
            algorithm.StartsWith("SHA-256", StringComparison.OrdinalIgnoreCase) ? SHA256.HashData(bytes) : MD5.HashData(bytes));
#pragma warning restore CA5351
    }

    private static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
