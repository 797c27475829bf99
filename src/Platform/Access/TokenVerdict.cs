namespace Vedette.Platform.Access;

/// <summary>What checking a token came to: the caller as of now and how long the token is good, or why it is refused.</summary>
internal readonly record struct TokenVerdict(Caller? Caller, DateTimeOffset Expires, string? Refusal)
{
    public static TokenVerdict Refused(string why) => new(null, default, why);
}
