using System.Text.RegularExpressions;
using Xunit;

namespace Vedette.Fuzzing.Tests;

public sealed partial class FuzzTests(FuzzRuns runs, ITestOutputHelper output) : IClassFixture<FuzzRuns>
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Nothing_from_outside_brings_out_more_than_a_refusal(string target)
    {
        var (exitCode, text) = await runs.Of(target);
        output.WriteLine(text);

        var outcome = Outcome().Match(text);
        Assert.True(outcome.Success, text);
        Assert.True(long.Parse(outcome.Groups["executions"].ValueSpan, provider: null) > 5, text);
        Assert.True(int.Parse(outcome.Groups["blocks"].ValueSpan, provider: null) > 5, "The library was not instrumented, or the target reads nothing.");
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void A_planted_fault_is_found_and_written_down()
    {
        var folder = Directory.CreateTempSubdirectory("vedette-test-");
        var target = new FuzzTarget("planted", Trip, refusal => refusal is FormatException) { Seeds = ["harmless"u8.ToArray()], Words = ["boom"u8.ToArray()] };

        var outcome = new Fuzzer(target, new Corpus(folder.FullName, target.Name), seed: 1).Run(TimeSpan.FromSeconds(20), keeps: false, untilFault: true);

        Assert.Equal(1, outcome.Faults);
        Directory.Delete(Path.Combine("artifacts", "fuzz", "planted"), recursive: true);
        folder.Delete(recursive: true);

        static void Trip(byte[] input)
        {
            if (input.AsSpan().IndexOf("boom"u8) >= 0)
            {
                throw new InvalidOperationException("planted");
            }
        }
    }

    [Fact]
    public void A_refusal_of_the_targets_own_is_no_fault()
    {
        var target = new FuzzTarget("refusing", _ => throw new FormatException(), refusal => refusal is FormatException) { Seeds = [[1]] };
        var outcome = new Fuzzer(target, new Corpus(Path.GetTempPath(), "vedette-no-such-corpus"), seed: 1).Run(TimeSpan.FromSeconds(0.2), keeps: false);
        Assert.Equal(0, outcome.Faults);
        Assert.True(outcome.Executions > 1);
    }

    [GeneratedRegex(@": (?<executions>\d+) executions in .*, (?<blocks>\d+) blocks, (?<faults>\d+) faults")]
    private static partial Regex Outcome();
}
