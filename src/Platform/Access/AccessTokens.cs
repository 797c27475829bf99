namespace Vedette.Platform.Access;

/// <summary>Reads access tokens that come another way than with an HTTP request, for example in RTSP.</summary>
public sealed class AccessTokens
{
    private readonly TokenVerifier _verifier;

    internal AccessTokens(TokenVerifier verifier) => _verifier = verifier;

    /// <summary>Whom a token speaks for; <see langword="null"/> when it is refused.</summary>
    public async ValueTask<Caller?> ReadAsync(string token, CancellationToken ct) =>
        (await _verifier.VerifyAsync(token, ct)).Caller;
}
