using System.Text.Json;

namespace Vedette.Platform.Access;

/// <summary>What checking a token came to: its claims and the caller as of now, or why it is refused.</summary>
internal readonly record struct TokenVerdict(JsonElement? Claims, Caller? Caller, string? Refusal)
{
    public static TokenVerdict Refused(string why) => new(null, null, why);
}
