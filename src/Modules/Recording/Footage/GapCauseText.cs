using System.Text.Json;
using Vedette.Contracts.Recording;

namespace Vedette.Recording.Footage;

/// <summary>The kebab-case word of a cause, as the contracts spell it: the one spelling in database, journal and API.</summary>
internal static class GapCauseText
{
    private static readonly Dictionary<GapCause, string> Words = Enum.GetValues<GapCause>()
        .ToDictionary(cause => cause, cause => JsonSerializer.SerializeToElement(cause).GetString()!);

    private static readonly Dictionary<string, GapCause> Causes = Words.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static string ToText(this GapCause cause) => Words[cause];

    /// <summary>Whether footage was owed while this kept it from being recorded; what nobody wanted is no fault.</summary>
    public static bool IsOwed(this GapCause cause) => cause is not (GapCause.SwitchedOff or GapCause.NoEvent);

    public static GapCause Parse(string word) => Causes[word];
}
