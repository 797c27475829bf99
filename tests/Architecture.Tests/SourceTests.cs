using System.Text.RegularExpressions;
using Xunit;

namespace Vedette.Architecture.Tests;

/// <summary>What the sources and the documents must look like, whatever the compiler thinks of it.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 600;

    [Fact]
    public void No_source_file_is_longer_than_six_hundred_lines() =>
        Assert.Empty(
            from file in Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"))
            let lines = File.ReadLines(file).Count()
            where lines > LongestFile
            select $"{Repository.Relative(file)}: {lines} lines");

    [Fact]
    public void Links_in_documents_lead_somewhere() =>
        Assert.Empty(
            from file in Repository.Files(".", "*.md")
            from Match link in Link().Matches(File.ReadAllText(file))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#') && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let path = Path.Combine(Path.GetDirectoryName(file)!, target.Split('#')[0])
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{Repository.Relative(file)} -> {target}");

    [Fact]
    public void Every_decision_is_listed()
    {
        var folder = Path.Combine(Repository.Root, "docs", "decisions");
        var list = File.ReadAllText(Path.Combine(folder, "README.md"));

        Assert.All(
            Directory.EnumerateFiles(folder, "0*.md").Select(Path.GetFileName),
            decision => Assert.Contains($"({decision})", list, StringComparison.Ordinal));
    }

    [Fact]
    public void A_migration_names_no_other_modules_schema() =>
        Assert.Empty(
            from module in Repository.Modules
            from file in Repository.Files($"src/Modules/{module}", "*.sql")
            from other in Repository.Modules
            where other != module && File.ReadAllText(file).Contains($"{other}.", StringComparison.OrdinalIgnoreCase)
            select $"{Repository.Relative(file)} names {other}");

    [Fact]
    public void A_todo_carries_an_issue_number() =>
        Assert.Empty(
            from file in Repository.Files("src", "*.cs")
            from line in File.ReadLines(file)
            where Todo().IsMatch(line)
            select $"{Repository.Relative(file)}: {line.Trim()}");

    [GeneratedRegex(@"(?<!\!)\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b(?!.*#\d+)")]
    private static partial Regex Todo();
}
