using System.Collections.Frozen;
using System.Text.Json;
using Vedette.Platform.Web;

namespace Vedette.Recording.Archive;

/// <summary>Causes as the database and metrics keep them: the words of the interface.</summary>
internal static class ArchiveCauseText
{
    private static readonly FrozenDictionary<ArchiveCause, string> Words = Enum.GetValues<ArchiveCause>()
        .ToFrozenDictionary(cause => cause, cause => JsonSerializer.SerializeToElement(cause, WireFormat.Exact).GetString()!);

    public static string ToText(this ArchiveCause cause) => Words[cause];

    public static ArchiveCause Parse(string word) => Words.First(pair => pair.Value == word).Key;
}
