using System.Reflection;

namespace Vedette.Architecture.Tests;

/// <summary>The rules inside one assembly. Each returns what breaks it; a rule that holds returns nothing.</summary>
internal static class RoomRules
{
    private static readonly string[] BannedCalls =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task`1.get_Result", "System.Threading.Tasks.Task.Wait",
        "System.Console.WriteLine", "System.Console.Write",
    ];

    private static readonly string[] BannedWords = ["Manager", "Helper", "Util", "Utils", "Common", "Misc", "Base", "Impl", "Data", "Info", "Service"];

    // Who may not use whom inside a module that moves media: nobody looks downstream, and what meets in a feed knows only the feed.
    private static readonly (string From, string To)[] Downstream =
    [
        ("Publishing", "Capturing"), ("Publishing", "Viewing"), ("Capturing", "Viewing"), ("Viewing", "Capturing"),
        ("Publishing", "Restreaming"), ("Capturing", "Restreaming"), ("Viewing", "Restreaming"), ("Restreaming", "Capturing"), ("Restreaming", "Viewing"),
        ("Writing", "Marks"), ("Marks", "Index"), ("Marks", "Retention"), ("Marks", "Playback"), ("Marks", "Exporting"),
        ("Disks", "Footage"), ("Disks", "Writing"), ("Disks", "Index"),
        ("Disks", "Volumes"), ("Volumes", "Writing"), ("Volumes", "Index"), ("Volumes", "Retention"),
        ("Writing", "Archive"), ("Index", "Archive"), ("Archive", "Index"), ("Archive", "Playback"), ("Archive", "Exporting"), ("Archive", "Retention"),
        ("Writing", "Coverage"), ("Writing", "Scrubbing"), ("Index", "Coverage"), ("Index", "Scrubbing"), ("Coverage", "Scrubbing"), ("Coverage", "Playback"), ("Scrubbing", "Playback"),
        ("Writing", "Index"), ("Writing", "Playback"), ("Writing", "Exporting"), ("Index", "Playback"), ("Index", "Exporting"), ("Playback", "Exporting"),
        ("Writing", "Retention"), ("Index", "Retention"), ("Holds", "Index"), ("Holds", "Retention"), ("Retention", "Playback"), ("Retention", "Exporting"),
        ("Writing", "Evidence"), ("Index", "Evidence"), ("Playback", "Evidence"), ("Evidence", "Sealing"), ("Evidence", "Exporting"), ("Sealing", "Exporting"),
        ("Evidence", "Verifying"), ("Sealing", "Verifying"), ("Exporting", "Verifying"), ("Evidence", "Storage"), ("Evidence", "Index"),
        ("Verifying", "Storage"), ("Verifying", "Index"), ("Verifying", "Writing"), ("Verifying", "Playback"), ("Verifying", "Exporting"),
        ("Exporting", "Clips"), ("Playback", "Clips"), ("Writing", "Clips"), ("Index", "Clips"), ("Marks", "Clips"),
    ];

    public static IEnumerable<string> DomainTouchesNothingOutside(Assembly assembly) =>
        CodeMap.Of(assembly)
            .Where(use => Drawer(use.From) == "Domain" && use.To.Assembly == assembly && use.To.Namespace is not null && Drawer(use.To) is not "Domain")
            .Select(use => use.ToString());

    public static IEnumerable<string> FeaturesDoNotKnowEachOther(Assembly assembly) =>
        CodeMap.Of(assembly)
            .Where(use => Drawer(use.From) == "Features" && use.To.Assembly == assembly && Drawer(use.To) == "Features" && IsFeature(use.To))
            .Select(use => use.ToString());

    public static IEnumerable<string> NobodyReadsTheClockOrBlocks(Assembly assembly) =>
        CodeMap.Of(assembly)
            .Where(use => BannedCalls.Contains($"{use.To.FullName}.{use.Member}"))
            .Select(use => use.ToString());

    public static IEnumerable<string> StagesLookUpstreamOnly(Assembly assembly) =>
        CodeMap.Of(assembly)
            .Where(use => use.To.Assembly == assembly && Downstream.Contains((Drawer(use.From) ?? "", Drawer(use.To) ?? "")))
            .Select(use => use.ToString());

    public static IEnumerable<string> NamesSayWhatTheyMean(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.Name.Contains('<', StringComparison.Ordinal)
        from word in BannedWords
        where type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal)
        select $"{type.FullName} ends in {word}";

    public static IEnumerable<string> ModulesDoNotReferenceEachOther(Assembly assembly, IEnumerable<string> modules) =>
        assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => modules.Any(module => name == $"Vedette.{module}"))
            .Select(name => $"{assembly.GetName().Name} -> {name}");

    // Shapes of requests and replies lie beside the features and decide nothing; what handles or maps a request is a feature.
    private static bool IsFeature(Type type) => type
        .GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Any(method => method.Name is "Map" or "Handle" or "HandleAsync");

    private static string? Drawer(Type type)
    {
        var (name, room) = (type.Namespace, type.Assembly.GetName().Name!);
        return name is not null && name.StartsWith(room, StringComparison.Ordinal)
            ? name[room.Length..].Split('.', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            : null;
    }
}
