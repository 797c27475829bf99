using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Vedette.Recording.Tests.Rig;

/// <summary>ffprobe and ffmpeg: what they do not play is no footage.</summary>
internal static class Judge
{
    /// <summary>Decodes the whole file; any complaint fails the test.</summary>
    public static async Task DecodesAsync(string path) =>
        Assert.Equal("", await RunAsync("sh", "-c", "ffmpeg -nostdin -v error -xerror -i \"$0\" -map 0 -f null - 2>&1", path));

    public static async Task<ProbedFile> ProbeAsync(string path)
    {
        var json = JsonDocument.Parse(await RunAsync(
            "ffprobe", "-v", "error", "-count_packets", "-show_entries", "stream=codec_name,nb_read_packets:format=duration", "-of", "json", path));
        return new ProbedFile(
            [.. json.RootElement.GetProperty("streams").EnumerateArray().Select(stream => stream.GetProperty("codec_name").GetString()!)],
            int.Parse(json.RootElement.GetProperty("streams")[0].GetProperty("nb_read_packets").GetString()!, CultureInfo.InvariantCulture),
            double.Parse(json.RootElement.GetProperty("format").GetProperty("duration").GetString()!, CultureInfo.InvariantCulture));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} failed: {output} {await errors}");
        return output;
    }
}

internal sealed record ProbedFile(IReadOnlyList<string> Codecs, int Pictures, double Seconds);
