using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Vedette.Architecture.Tests;

/// <summary>Every module's README is checked against what the compiler sees, so that it cannot go stale.</summary>
public sealed partial class RoomCardTests
{
    public static TheoryData<string> Modules => [.. Repository.Modules];

    [Theory]
    [MemberData(nameof(Modules))]
    public void Uses_is_what_the_project_references(string module)
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "Modules", module, $"{module}.csproj"));
        var referenced = project.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(referenced.Order(StringComparer.Ordinal), Entry(module, "Uses").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Emits_are_events_of_the_contracts(string module)
    {
        var contracts = Assembly.Load("Vedette.Contracts").GetTypes().Select(type => type.Name).ToHashSet();

        Assert.Subset(contracts, Entry(module, "Emits").Where(name => name != "nothing").ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void The_start_file_exists(string module) =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, "src", "Modules", module, Entry(module, "Start reading at").Single().Trim('`', '.'))));

    [Theory]
    [MemberData(nameof(Modules))]
    public void The_door_is_the_only_public_type(string module) =>
        Assert.All(
            Assembly.Load($"Vedette.{module}").GetExportedTypes(),
            type => Assert.True(type.Name == $"{module}Module" || type.Namespace == $"Vedette.{module}", $"{type.FullName} is public"));

    private static IEnumerable<string> Entry(string module, string name)
    {
        var card = File.ReadAllText(Path.Combine(Repository.Root, "src", "Modules", module, "README.md"));
        var line = EntryLine().Matches(card).Single(match => match.Groups["name"].Value == name);
        return line.Groups["value"].Value.Split(", ", StringSplitOptions.TrimEntries);
    }

    [GeneratedRegex(@"^- \*\*(?<name>[^*]+)\*\*: (?<value>.+)$", RegexOptions.Multiline)]
    private static partial Regex EntryLine();
}
