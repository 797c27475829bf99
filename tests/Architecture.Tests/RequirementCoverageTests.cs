using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Vedette.Architecture.Tests;

/// <summary>Which test proves which requirement, generated from the tests' traits.</summary>
public sealed partial class RequirementCoverageTests
{
    [Fact]
    public void The_coverage_page_is_what_the_tests_say()
    {
        var file = Path.Combine(Repository.Root, "docs", "requirements-coverage.md");
        var actual = Render();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "(no page)", actual);
    }

    private static string Render()
    {
        var proofs =
            from file in Repository.Files("tests", "*.cs")
            from Match trait in Trait().Matches(File.ReadAllText(file))
            group Path.GetFileNameWithoutExtension(file) + "." + trait.Groups["test"].Value by trait.Groups["id"].Value into proof
            orderby proof.Key[0], int.Parse(proof.Key[2..], System.Globalization.CultureInfo.InvariantCulture)
            select proof;
        var text = new StringBuilder("# Requirements and the tests that prove them\n\nGenerated from the tests' `Req` traits: `UPDATE_SNAPSHOTS=1 ./vedette test The_coverage_page`.\n\n| Requirement | Proven by |\n|---|---|\n");
        foreach (var proof in proofs)
        {
            _ = text.Append("| ").Append(proof.Key).Append(" | ").AppendJoin("<br>", proof.Distinct().Order(StringComparer.Ordinal)).Append(" |\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("""\[Trait\("Req", "(?<id>[ROSMK]-\d+)"\)\](?:\s*\[[^\n]*\]\s*)*\s*public (?:static )?(?:async )?(?:sealed )?(?:Task |void |class |ValueTask )(?<test>\w+)""")]
    private static partial Regex Trait();
}
