namespace Vedette.Identity.External;

/// <summary>One identity provider of <c>identity:providers</c>.</summary>
internal sealed record ProviderOptions
{
    /// <summary>Its name in addresses and in the rows of its people: never change it.</summary>
    public string Id { get; init; } = "";

    /// <summary>What people read on the button.</summary>
    public string Name { get; init; } = "";

    /// <summary>The issuer; <c>/.well-known/openid-configuration</c> lies below it.</summary>
    public string Authority { get; init; } = "";

    public string ClientId { get; init; } = "";

    /// <summary>Without one this is a public client; PKCE protects the code either way.</summary>
    public string? ClientSecret { get; init; }

    public string Scopes { get; init; } = "openid profile email";

    /// <summary>Which claim names groups or roles; without it roles are given here.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>Value of that claim → role here.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether somebody unknown becomes a user with the role member.</summary>
    public bool CreateUsers { get; init; }

    /// <summary>Whether a user here with the same e-mail address, verified by the provider, is the same person.</summary>
    public bool MatchByEmail { get; init; }

    // The generated text would show the client's secret.
    public override string ToString() => Id;

    /// <summary>What is wrong with it, in words.</summary>
    public IEnumerable<string> Errors()
    {
        if (Id.Length is 0 or > 40 || !Id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            yield return "providers: an id has 1 to 40 of the letters a to z, digits and hyphens.";
        }

        if (Name.Length is 0 or > 100)
        {
            yield return $"providers:{Id}: a name with 1 to 100 characters is needed.";
        }

        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || !IsSafe(authority))
        {
            yield return $"providers:{Id}: the authority must be an https address.";
        }

        if (ClientId.Length == 0)
        {
            yield return $"providers:{Id}: a clientId is needed.";
        }

        if (!Scopes.Split(' ').Contains("openid"))
        {
            yield return $"providers:{Id}: the scopes must hold openid.";
        }

        foreach (var role in Roles.Values.Where(role => !Platform.Access.Roles.All.Contains(role) || role is Platform.Access.Roles.System or Platform.Access.Roles.Service))
        {
            yield return $"providers:{Id}: {role} is no role of people.";
        }
    }

    /// <summary>Tokens and secrets travel encrypted; on the machine itself they need not.</summary>
    public static bool IsSafe(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}
