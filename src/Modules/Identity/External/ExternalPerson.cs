using System.Text.Json;
using Vedette.Foundation;

namespace Vedette.Identity.External;

/// <summary>Somebody as a provider describes them.</summary>
/// <param name="Subject">The provider's lasting name for the person.</param>
/// <param name="Username">What they are called there, for a user name here.</param>
/// <param name="Email">The e-mail address, when the provider has verified it.</param>
/// <param name="FirstName">Given name, or empty.</param>
/// <param name="LastName">Family name, or empty.</param>
/// <param name="Roles">The roles here that the mapping gives; null when roles are given here.</param>
internal sealed record ExternalPerson(string Subject, string Username, string? Email, string FirstName, string LastName, IReadOnlyList<string>? Roles)
{
    private const int MostCharacters = 254;

    /// <param name="proven">The claims of the id token.</param>
    /// <param name="told">Those of the userinfo endpoint, which count where the id token is silent.</param>
    /// <param name="options">The provider, for the mapping of roles.</param>
    /// <exception cref="FaultException">There is no subject (format).</exception>
    public static ExternalPerson Of(JsonElement proven, JsonElement? told, ProviderOptions options)
    {
        var email = Text("email") is { } address && address.Contains('@', StringComparison.Ordinal) && IsTrue("email_verified") ? address : null;
        var username = Text("preferred_username") ?? Text("email") ?? Text("nickname") ?? Text("name") ?? "user";
        return new ExternalPerson(
            Text("sub") ?? throw new FaultException(FaultKind.Format, "the id token names nobody"),
            username.Split('@')[0],
            email,
            Text("given_name") ?? "",
            Text("family_name") ?? "",
            options.RoleClaim is { Length: > 0 } claim ? RolesOf(Find(claim), options) : null);

        JsonElement? Find(string name) =>
            proven.TryGetProperty(name, out var value) || (told is { ValueKind: JsonValueKind.Object } more && more.TryGetProperty(name, out value)) ? value : null;

        string? Text(string name) =>
            Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 and <= MostCharacters } text ? text : null;

        // Some providers send it as a text.
        bool IsTrue(string name) => Find(name) is { } value && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));
    }

    // Somebody without a mapped role is a member: may sign in, sees nothing.
    private static IReadOnlyList<string> RolesOf(JsonElement? claim, ProviderOptions options)
    {
        var held = ValuesOf(claim).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var mapped = options.Roles.Where(pair => held.Contains(pair.Key)).Select(pair => pair.Value).ToHashSet(StringComparer.Ordinal);
        return mapped.Count == 0 ? [Platform.Access.Roles.Member] : [.. Platform.Access.Roles.All.Where(mapped.Contains)];
    }

    private static IEnumerable<string> ValuesOf(JsonElement? claim) => claim switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!),
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        _ => [],
    };
}
