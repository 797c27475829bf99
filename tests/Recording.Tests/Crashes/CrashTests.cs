using System.Globalization;
using Vedette.Durability;
using Xunit;

namespace Vedette.Recording.Tests.Crashes;

/// <summary>The recorder in a process of its own, killed again and again. <c>./vedette bench crash</c> does so a thousand times.</summary>
public sealed class CrashTests
{
    private const int Kills = 200;

    [Fact]
    [Trait("Req", "O-19")]
    public async Task Killed_at_any_moment_it_keeps_its_promises_and_its_index_is_what_the_files_say()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("VEDETTE_CRASHES") ?? $"{Kills}", CultureInfo.InvariantCulture);
        var output = new StringWriter(CultureInfo.InvariantCulture);
        var figures = await new CrashHarness(Program(), kills, Random.Shared.Next(), output).RunAsync(TestContext.Current.CancellationToken);

        Assert.Empty(figures.Failures);
        Assert.True(figures.Kills >= kills, $"{figures.Kills} kills");
        Assert.True(figures.Promises >= kills, $"{figures.Promises} promises");
        Assert.True(figures.SegmentsChecked >= kills, $"{figures.SegmentsChecked} segments");
    }

    private static string Program()
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(tests.Parent!.Parent!.FullName, "Durability", tests.Name, "Vedette.Durability");
    }
}
