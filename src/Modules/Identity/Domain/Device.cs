namespace Vedette.Identity.Domain;

/// <summary>What somebody signs in with, in a few words of our own: what a stranger sends is never repeated as it is.</summary>
internal static class Device
{
    /// <summary>Longer than any of the words below.</summary>
    public const int MaxLength = 40;

    private const int MostRead = 512;

    // In this order: Edge and Opera also say Chrome, Chrome also says Safari; Android also says Linux, an iPhone also says Mac OS X.
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"), ("curl/", "curl"), ("Wget/", "Wget"), ("python", "Python"), ("okhttp/", "Android app"), ("node", "Node.js"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>For example <c>Firefox on Linux</c>.</summary>
    public static string Of(string? userAgent)
    {
        var text = userAgent is { Length: > MostRead } ? userAgent[..MostRead] : userAgent ?? "";
        return (Find(Programs, text), Find(Systems, text)) switch
        {
            ({ } program, { } system) => $"{program} on {system}",
            ({ } program, null) => program,
            (null, { } system) => $"a program on {system}",
            _ => "unknown",
        };
    }

    private static string? Find((string Mark, string Name)[] known, string text)
    {
        foreach (var (mark, name) in known)
        {
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }
        }

        return null;
    }
}
