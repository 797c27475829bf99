using Vedette.Contracts.Inventory;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>
/// A thing's place on the network as somebody asked for it; the secret still in the clear and only on its way to be protected. With a
/// user name the secret is a password, without one a token or key.
/// </summary>
internal sealed record ThingDraft
{
    private const string Purpose = "thing-secret";
    private const int MaxToken = 4096;
    private const int MaxThingId = 300;

    private ThingDraft(Uri url, string? username, string? secret, bool isToken) =>
        (Url, Username, Secret, IsToken) = (url, username, secret, isToken);

    private Uri Url { get; }

    private string? Username { get; init; }

    private string? Secret { get; }

    private bool IsToken { get; }

    /// <summary>Reads a source, noting errors below <c>source</c>. What is said outright beats what stands in the URL.</summary>
    /// <remarks>Judges the text alone; whether a name leads to an allowed address, who connects has to judge.</remarks>
    public static ThingDraft? Read(ThingFields asked, FieldErrors errors)
    {
        if (!CameraUrl.TryParse(asked.Url, CameraUrl.WebSchemes, HostPolicy.Open, out var url, out var error))
        {
            errors.Add("source.url", string.IsNullOrEmpty(asked.Url) ? "A thing needs a URL such as http://192.168.1.30:8080/device." : error);
        }

        var username = string.IsNullOrEmpty(asked.Username) ? url?.Username : asked.Username;
        var password = string.IsNullOrEmpty(asked.Password) ? url?.Password : asked.Password;
        var token = string.IsNullOrEmpty(asked.Token) ? null : asked.Token;
        _ = errors.Check("source.username", asked.Username, CameraCredentials.UsernameError(asked.Username));
        _ = errors.Check("source.password", asked.Password, CameraCredentials.PasswordError(asked.Password));
        _ = errors.Check("source.token", token, TokenError(token, username ?? password));
        return url is not null && errors.IsEmpty ? new ThingDraft(url.Url, username, token ?? password, token is not null) : null;
    }

    /// <summary>What is wrong with the id a thing gives itself.</summary>
    public static string? IdError(string? thingId) =>
        thingId is null ? null
        : thingId.Length is 0 or > MaxThingId || thingId.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter))
            ? $"Must be 1 to {MaxThingId} characters without control characters."
            : null;

    /// <summary>The source with its secret encrypted: the form in which it may be stored and told.</summary>
    public ThingSource Protect(SecretProtector secrets) =>
        new(Url, Username, Secret is null ? null : secrets.Protect(Purpose, Secret));

    /// <summary>
    /// This source in place of <paramref name="before"/>. A secret that did not change keeps its ciphertext. A stored one is never taken
    /// along to a host it was not given for, nor out of TLS: who may change an address must not learn it that way.
    /// </summary>
    public ThingSource Replace(ThingSource before, bool keepsUsername, bool keepsSecret, SecretProtector secrets)
    {
        var username = Username ?? (keepsUsername && !IsToken ? before.Username : null);
        if (Secret is null)
        {
            // A password is of no use as a token, nor the other way round.
            var isSameSort = (username is null) == (before.Username is null);
            var kept = keepsSecret && isSameSort && IsSameHost(before.Url) ? before.ProtectedSecret : null;
            return new ThingSource(Url, username, kept);
        }

        var isSame = before.ProtectedSecret is { } stored && secrets.Unprotect(Purpose, stored) == Secret;
        return isSame
            ? new ThingSource(Url, username, before.ProtectedSecret)
            : (this with { Username = username }).Protect(secrets);
    }

    // A record's generated text would show the secret.
    public override string ToString() => Url.OriginalString;

    private bool IsSameHost(Uri before) =>
        Url.IdnHost.Equals(before.IdnHost, StringComparison.OrdinalIgnoreCase) && (Url.Scheme == before.Scheme || Url.Scheme == Uri.UriSchemeHttps);

    // RFC 6750 section 2.1 and RFC 9110 section 11.2: what a header can carry as a token.
    private static string? TokenError(string? token, string? other) =>
        token is null ? null
        : other is not null ? "A token goes without user name and password."
        : token.Length > MaxToken || token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? $"Must be at most {MaxToken} printable ASCII characters without blanks."
        : null;
}
