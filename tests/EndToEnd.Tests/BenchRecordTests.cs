using System.Text.Json;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

public sealed class BenchRecordTests
{
    [Fact]
    public async Task A_benchmark_of_one_camera_prints_what_we_and_the_floors_use_as_its_last_line()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/cc") && File.Exists("/usr/include/openssl/evp.h"),
            "The floor is compiled with cc and OpenSSL (Debian's gcc and libssl-dev), which are not there.");
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Small }, TestContext.Current.CancellationToken);

        var (output, errors, code) = await BenchAsync(
            "--cameras", "1", "--url-template", $"rtsp://127.0.0.1:{simulator.Port}/cam{{i}}", "--seconds", "2", "--warm-up", "0", "--trace", "0", "--vs", "floor,batched-floor", "--json");

        Assert.True(code == 0, errors);
        var figures = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal(1, figures.GetProperty("cameras").GetInt32());
        Assert.Equal(0, figures.GetProperty("gaps").GetInt32());
        foreach (var name in new[] { "seconds", "cpuSecondsPerCameraMinute", "peakRssMb", "rssMbPerCamera", "pssMb", "bytes", "segments", "cpuRatio", "memoryRatio" })
        {
            Assert.Equal(JsonValueKind.Number, figures.GetProperty(name).ValueKind);
        }

        Assert.Equal("floor", figures.GetProperty("peer").GetProperty("recorder").GetString());
        var runs = figures.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(["vedette", "floor", "batched-floor", "batched-floor-flushed", "batched-floor-flushed-hashed"], runs.Select(run => run.GetProperty("recorder").GetString()));
        Assert.All(runs, run => Assert.True(run.GetProperty("bytes").GetInt64() > 0, run.GetRawText()));
    }

    [Theory]
    [InlineData("takes numbers from 1", "--cameras", "1,none")]
    [InlineData("needs an rtsp:// address", "--url-template", "rtsp://127.0.0.1/one")]
    [InlineData("does not know 'obs'", "--vs", "ffmpeg,obs")]
    [InlineData("--seconds takes", "--seconds", "0")]
    public async Task What_cannot_be_measured_is_refused_in_words(string words, params string[] options)
    {
        var (_, errors, code) = await BenchAsync(options);

        Assert.Equal(1, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    private static Task<(string Output, string Errors, int Code)> BenchAsync(params string[] options) =>
        Child.RunAsync(VedetteProcess.Executable, ["bench", "record", .. options]);
}
