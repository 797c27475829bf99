using System.Text.Json;
using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>Reads access tokens that come another way than with an HTTP request, for example in RTSP.</summary>
public sealed class AccessTokens
{
    private readonly TokenVerifier _verifier;

    internal AccessTokens(TokenVerifier verifier) => _verifier = verifier;

    /// <summary>Whom a token speaks for; <see langword="null"/> when it is refused.</summary>
    public async ValueTask<Caller?> ReadAsync(string token, CancellationToken ct) =>
        (await _verifier.VerifyAsync(token, ct)).Claims is { } claims ? CallerOf(claims) : null;

    // The verifier has seen to the subject.
    private static Caller? CallerOf(JsonElement claims) =>
        UserId.TryParse(claims.GetProperty(TokenClaims.Subject).GetString(), null, out var id)
            ? new Caller(id, Texts(claims, TokenClaims.Name).FirstOrDefault(""), [.. Texts(claims, TokenClaims.Roles)])
            : null;

    private static IEnumerable<string> Texts(JsonElement claims, string name) =>
        !claims.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => one.ToString())
        : [value.ToString()];
}
