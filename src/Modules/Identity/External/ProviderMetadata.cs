using System.Text.Json.Serialization;

namespace Vedette.Identity.External;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0 section 3), as far as it is used.</summary>
internal sealed record ProviderMetadata(
    [property: JsonPropertyName("issuer")] string? Issuer,
    [property: JsonPropertyName("authorization_endpoint")] string? AuthorizationEndpoint,
    [property: JsonPropertyName("token_endpoint")] string? TokenEndpoint,
    [property: JsonPropertyName("userinfo_endpoint")] string? UserInfoEndpoint,
    [property: JsonPropertyName("jwks_uri")] string? JwksUri,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string>? AuthMethods,
    [property: JsonPropertyName("authorization_response_iss_parameter_supported")] bool SendsIssuer = false)
{
    /// <summary>The first thing wrong with it, or null.</summary>
    public string? Error(string authority) =>
        Issuer is null || !string.Equals(Issuer.TrimEnd('/'), authority.TrimEnd('/'), StringComparison.Ordinal) ? "its issuer is another"
        : new[] { AuthorizationEndpoint, TokenEndpoint, JwksUri }.Any(url => !IsSafe(url)) ? "an endpoint is missing or not encrypted"
        : UserInfoEndpoint is not null && !IsSafe(UserInfoEndpoint) ? "its userinfo endpoint is not encrypted"
        : null;

    private static bool IsSafe(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && ProviderOptions.IsSafe(uri);
}
