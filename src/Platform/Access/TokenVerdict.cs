using System.Text.Json;

namespace Vedette.Platform.Access;

/// <summary>What checking a token came to: its claims, or why it is refused.</summary>
internal readonly record struct TokenVerdict(JsonElement? Claims, string? Refusal)
{
    public static TokenVerdict Refused(string why) => new(null, why);
}
