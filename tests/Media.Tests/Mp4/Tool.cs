using System.Diagnostics;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

/// <summary>Runs ffmpeg and ffprobe, the judges of what is written here.</summary>
internal static class Tool
{
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}: {await errors}");
    }

    /// <summary>Decodes the whole file; any complaint of the decoder or demuxer fails the test.</summary>
    public static async Task DecodeAsync(string path)
    {
        var complaints = await RunAsync(
            "sh", "-c", "ffmpeg -nostdin -v error -xerror -i \"$0\" -map 0 -f null - 2>&1", path);
        Assert.Equal("", complaints);
    }

    /// <summary>The packets of one stream as ffprobe sees them.</summary>
    public static async Task<IReadOnlyList<ProbedPacket>> PacketsAsync(string path, int stream)
    {
        var lines = await RunAsync(
            "ffprobe", "-v", "error", "-select_streams", $"{stream}", "-of", "compact=p=0",
            "-show_entries", "packet=pts,dts,duration,size,pos,flags", path);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ProbedPacket.Parse)];
    }
}

internal sealed record ProbedPacket(long Pts, long Dts, long Duration, int Size, long Position, bool IsKey)
{
    public static ProbedPacket Parse(string line)
    {
        var fields = line.Split('|').Select(field => field.Split('=')).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ProbedPacket(
            Number("pts"), Number("dts"), Number("duration"), (int)Number("size"), Number("pos"),
            fields["flags"].StartsWith('K'));

        long Number(string name) => long.TryParse(fields[name], out var value) ? value : 0;
    }
}
