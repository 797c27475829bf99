using Vedette.Contracts.Inventory;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>A camera's source as somebody asked for it; the password still in the clear and only on its way to be protected.</summary>
internal sealed record SourceDraft
{
    private const string PasswordPurpose = "camera-password";
    private const int MaxProfile = 64;

    private SourceDraft(CameraSource source, string? password) => (Source, Password) = (source, password);

    /// <summary>Everything but the password.</summary>
    private CameraSource Source { get; init; }

    private string? Password { get; }

    /// <summary>
    /// Reads a source, noting errors below <c>source</c>. What is said outright beats what stands in the URL, and the main
    /// URL beats the others.
    /// </summary>
    public static SourceDraft? Read(SourceFields asked, HostPolicy policy, FieldErrors errors)
    {
        var main = Parse(asked.Url, CameraUrl.StreamSchemes, "source.url", policy, errors);
        var sub = Optional(asked.SubUrl, CameraUrl.StreamSchemes, "source.subUrl", policy, errors);
        var onvif = Optional(asked.OnvifUrl, CameraUrl.WebSchemes, "source.onvif.url", policy, errors);
        var profile = string.IsNullOrEmpty(asked.OnvifProfile) ? null : asked.OnvifProfile;
        _ = errors.Check("source.username", asked.Username, CameraCredentials.UsernameError(asked.Username));
        _ = errors.Check("source.password", asked.Password, CameraCredentials.PasswordError(asked.Password));
        _ = errors.Check("source.transport", asked.Transport, Enum.IsDefined(asked.Transport) ? null : "Must be auto, tcp, udp or http.");
        _ = errors.Check("source.roles", asked.Roles, RolesError(asked.Roles));
        _ = errors.Check("source.onvif.profile", profile, ProfileError(profile, asked.OnvifUrl));
        var trust = TrustText.Read(asked.PinnedSha256, asked.AuthorityPem, errors);
        if (main is null || !errors.IsEmpty)
        {
            return null;
        }

        var source = new CameraSource(
            main.Url, sub?.Url, FirstOf(asked.Username, main.Username, sub?.Username, onvif?.Username), ProtectedPassword: null, asked.Transport)
        {
            Trust = trust,
            Roles = asked.Roles,
            OnvifUrl = onvif?.Url,
            OnvifProfile = profile,
        };
        return new SourceDraft(source, FirstOf(asked.Password, main.Password, sub?.Password, onvif?.Password));
    }

    /// <summary>The source with its password encrypted: the form in which it may be stored and told.</summary>
    public CameraSource Protect(SecretProtector secrets) =>
        Source with { ProtectedPassword = Password is null ? null : secrets.Protect(PasswordPurpose, Password) };

    /// <summary>
    /// This source in place of <paramref name="before"/>. A password that did not change keeps its ciphertext, so that saving
    /// the same form again changes nothing and no camera is reconnected. A stored password is never taken along to a host it
    /// was not given for: who may change an address must not learn it that way.
    /// </summary>
    public CameraSource Replace(CameraSource before, bool keepsUsername, bool keepsPassword, SecretProtector secrets)
    {
        if (Source.Username is null && keepsUsername)
        {
            return (this with { Source = Source with { Username = before.Username } }).Replace(before, false, keepsPassword, secrets);
        }

        if (Password is null)
        {
            var kept = keepsPassword && HostsOf(Source).IsSubsetOf(HostsOf(before)) ? before.ProtectedPassword : null;
            return Source with { ProtectedPassword = kept };
        }

        return before.ProtectedPassword is { } stored && secrets.Unprotect(PasswordPurpose, stored) == Password
            ? Source with { ProtectedPassword = stored }
            : Protect(secrets);
    }

    // A record's generated text would show the password.
    public override string ToString() => Source.Url.OriginalString;

    private static HashSet<string> HostsOf(CameraSource source) =>
        new Uri?[] { source.Url, source.SubUrl, source.OnvifUrl }
            .OfType<Uri>()
            .Where(url => url.Scheme != "udp") // only listened to: nobody is told anything
            .Select(url => url.IdnHost)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string? RolesError(CameraRoles? roles) =>
        roles is null || (Enum.IsDefined(roles.Record) && Enum.IsDefined(roles.Grid) && Enum.IsDefined(roles.Detect))
            ? null
            : "Must say main or sub for record, grid and detect.";

    // ReferenceToken of ONVIF's schema: at most 64 characters.
    private static string? ProfileError(string? profile, string? onvifUrl) =>
        profile is null ? null
        : string.IsNullOrEmpty(onvifUrl) ? "A profile needs the address of the ONVIF service."
        : profile.Length > MaxProfile || profile.Any(char.IsControl) ? $"Must be at most {MaxProfile} characters without control characters."
        : null;

    private static CameraUrl? Optional(string? text, IReadOnlyList<string> schemes, string field, HostPolicy policy, FieldErrors errors) =>
        string.IsNullOrEmpty(text) ? null : Parse(text, schemes, field, policy, errors);

    private static CameraUrl? Parse(string? text, IReadOnlyList<string> schemes, string field, HostPolicy policy, FieldErrors errors)
    {
        if (CameraUrl.TryParse(text, schemes, policy, out var url, out var error))
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
