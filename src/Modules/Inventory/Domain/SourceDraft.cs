using Vedette.Contracts.Inventory;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>A camera's source as somebody asked for it; the password still in the clear and only on its way to be protected.</summary>
internal sealed record SourceDraft
{
    private const string PasswordPurpose = "camera-password";

    private SourceDraft(Uri url, Uri? subUrl, string? username, string? password, CameraTransport transport) =>
        (Url, SubUrl, Username, Password, Transport) = (url, subUrl, username, password, transport);

    public Uri Url { get; }

    public Uri? SubUrl { get; }

    public string? Username { get; private init; }

    public string? Password { get; }

    public CameraTransport Transport { get; }

    /// <summary>
    /// Reads a source, noting errors below <c>source</c>. What is said outright beats what stands in the URL, and the main
    /// URL beats the smaller stream's.
    /// </summary>
    public static SourceDraft? Read(
        string? url,
        string? subUrl,
        string? username,
        string? password,
        CameraTransport transport,
        HostPolicy policy,
        FieldErrors errors)
    {
        var main = Parse(url, "source.url", policy, errors);
        var sub = string.IsNullOrEmpty(subUrl) ? null : Parse(subUrl, "source.subUrl", policy, errors);
        _ = errors.Check("source.username", username, CameraCredentials.UsernameError(username));
        _ = errors.Check("source.password", password, CameraCredentials.PasswordError(password));
        _ = errors.Check("source.transport", transport, Enum.IsDefined(transport) ? null : "Must be auto or tcp.");
        return main is null || !errors.IsEmpty
            ? null
            : new SourceDraft(
                main.Url,
                sub?.Url,
                FirstOf(username, main.Username, sub?.Username),
                FirstOf(password, main.Password, sub?.Password),
                transport);
    }

    /// <summary>The source with its password encrypted: the form in which it may be stored and told.</summary>
    public CameraSource Protect(SecretProtector secrets) =>
        new(Url, SubUrl, Username, Password is null ? null : secrets.Protect(PasswordPurpose, Password), Transport);

    /// <summary>
    /// This source in place of <paramref name="before"/>. A password that did not change keeps its ciphertext, so that saving
    /// the same form again changes nothing and no camera is reconnected.
    /// </summary>
    public CameraSource Replace(CameraSource before, bool keepsUsername, bool keepsPassword, SecretProtector secrets) => this switch
    {
        { Username: null } when keepsUsername => (this with { Username = before.Username }).Replace(before, false, keepsPassword, secrets),
        { Password: null } when keepsPassword => Protect(secrets) with { ProtectedPassword = before.ProtectedPassword },
        { Password: { } password } when before.ProtectedPassword is { } kept && secrets.Unprotect(PasswordPurpose, kept) == password =>
            Protect(secrets) with { ProtectedPassword = kept },
        _ => Protect(secrets),
    };

    // A record's generated text would show the password.
    public override string ToString() => Url.OriginalString;

    private static CameraUrl? Parse(string? text, string field, HostPolicy policy, FieldErrors errors)
    {
        if (CameraUrl.TryParse(text, policy, out var url, out var error))
        {
            return url;
        }

        errors.Add(field, error);
        return null;
    }

    private static string? FirstOf(params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (!string.IsNullOrEmpty(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
