using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Vedette.Architecture.Tests;

/// <summary>The page on cameras names a test for every quirk of the catalogue, and every test it names exists.</summary>
public sealed partial class CameraPageTests
{
    private const int Quirks = 35;

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "cameras.md"));

    private static readonly string Catalogue = Page.Split("\n## ").Single(chapter => chapter.StartsWith("What cameras do", StringComparison.Ordinal));

    private static readonly ILookup<string, string> Tests =
        (from file in Repository.Files("tests", "*Tests.cs")
         from Match test in Test().Matches(File.ReadAllText(file))
         select (Class: Path.GetFileNameWithoutExtension(file), Name: test.Groups["name"].Value))
        .ToLookup(test => test.Name, test => test.Class);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, Quirks)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_quirk_has_a_row_with_tests_of_its_number(int quirk)
    {
        var row = Assert.Single(Row().Matches(Catalogue), row => Number(row) == quirk);
        var named = Named().Matches(row.Groups["tests"].Value).Select(name => name.Groups["test"].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, test => Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Quirk_{quirk:00}_"), test, StringComparison.Ordinal));
        Assert.All(named, test => Assert.True(Tests.Contains(test), $"There is no test {test}."));
    }

    [Fact]
    public void Every_test_of_a_quirk_is_on_the_page() =>
        Assert.All(Tests.Select(test => test.Key).Where(test => test.StartsWith("Quirk_", StringComparison.Ordinal)), test => Assert.Contains($"{test}`", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_test_the_page_names_exists() =>
        Assert.Empty(
            from Match name in Named().Matches(Page)
            let @class = name.Groups["class"].Value
            let test = name.Groups["test"].Value
            where test.Length > 0 ? !Tests.Contains(test) || (@class.Length > 0 && !Tests[test].Contains(@class)) : !Tests.Any(known => known.Contains(@class))
            select name.Value);

    private static int Number(Match row) => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*\| (?<tests>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?:(?<class>\w+Tests)\.)?(?<test>Quirk_\w+)`|`(?<class>\w+Tests)(?:\.(?<test>\w+))?`")]
    private static partial Regex Named();

    [GeneratedRegex(@"public (?:static )?(?:async )?(?:Task|ValueTask|void) (?<name>\w+)\(")]
    private static partial Regex Test();
}
