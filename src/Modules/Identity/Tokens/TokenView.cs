using System.Text.Json.Serialization;

namespace Vedette.Identity.Tokens;

/// <summary>What signing in and refreshing answer with; <paramref name="ExpiresIn"/> counts seconds. An API key needs no refresh token.</summary>
internal sealed record TokenView(
    string AccessToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken,
    int ExpiresIn);
