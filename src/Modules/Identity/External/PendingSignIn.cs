using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Identity.External;

/// <summary>
/// What is remembered while somebody is away at a provider. The browser itself keeps it, encrypted, in a cookie: nothing lies here for those
/// who never come back, and nobody can finish a sign-in somebody else began (RFC 6749 section 10.12).
/// </summary>
internal sealed record PendingSignIn(string Provider, string State, string Nonce, string Verifier, string ReturnTo, DateTimeOffset ExpiresAt)
{
    public const string Cookie = "vedette-external";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Purpose = "external-sign-in";

    private const int SecretBytes = 32;

    private const int MostPathCharacters = 500;

    private const int MostCookieCharacters = 4_000;

    /// <summary>RFC 7636 section 4.2, S256.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static PendingSignIn New(string provider, string? returnTo, DateTimeOffset now) =>
        new(provider, Secret(), Secret(), Secret(), IsLocal(returnTo) ? returnTo! : "/", now + Lifetime);

    /// <summary>Reads back what <see cref="Protect"/> gave, if it is for this provider and state and not too old.</summary>
    public static PendingSignIn? Read(string? text, string provider, string? state, SecretProtector secrets, DateTimeOffset now)
    {
        if (text is not { Length: > 0 and <= MostCookieCharacters } || state is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<PendingSignIn>(secrets.Unprotect(Purpose, text)) is { } pending
                && pending.Provider == provider
                && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pending.State), Encoding.UTF8.GetBytes(state))
                && now < pending.ExpiresAt
                    ? pending
                    : null;
        }
        catch (Exception forged) when (forged is FaultException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it is a path of this very site: nobody is sent elsewhere after signing in.</summary>
    public static bool IsLocal(string? path) =>
        path is { Length: > 0 and <= MostPathCharacters }
        && path[0] == '/'
        && (path.Length == 1 || path[1] is not ('/' or '\\'))
        && !path.Any(letter => char.IsControl(letter) || letter == '\\');

    public string Protect(SecretProtector secrets) => secrets.Protect(Purpose, JsonSerializer.Serialize(this));

    // The generated text would show the secrets.
    public override string ToString() => Provider;

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
