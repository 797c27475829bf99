using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Vedette.Host.Benchmarks.Playback;

/// <summary>Other programs over the same segment files. A shell starts them and tells what they cost.</summary>
internal sealed partial class Peer(DirectoryInfo scratch)
{
    // What the shell itself used stands on the first line of the two, its children on the second.
    private const string TellCost = "; times >&2";

    /// <summary>The files one after another into a local socket, by a program that does nothing else: the floor.</summary>
    public Transfer CatSocket(IReadOnlyList<string> files)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return Run($"xargs -a '{ListOf(files, "{0}")}' cat > /dev/tcp/127.0.0.1/{port}", (_, started) =>
        {
            using var socket = listener.AcceptSocket();
            return Transfer.Drain(started, buffer => socket.Receive(buffer));
        });
    }

    public Transfer CatNull(IReadOnlyList<string> files)
    {
        var bytes = files.Sum(file => new FileInfo(file).Length);
        return Run($"xargs -a '{ListOf(files, "{0}")}' cat > /dev/null", (process, started) =>
        {
            process.WaitForExit();
            return new Transfer(TimeSpan.Zero, Stopwatch.GetElapsedTime(started), bytes, 0);
        });
    }

    public Transfer FfmpegPipe(IReadOnlyList<string> files, bool isFirstByteAll = false) =>
        Run($"{Join(files)} -movflags frag_keyframe+empty_moov -f mp4 pipe:1", (process, started) =>
        {
            var output = process.StandardOutput.BaseStream;
            var taken = Transfer.Drain(started, buffer => output.Read(buffer), isFirstByteAll);
            if (isFirstByteAll)
            {
                process.Kill(entireProcessTree: true);
            }

            return taken;
        });

    public Transfer FfmpegFile(IReadOnlyList<string> files)
    {
        var result = new FileInfo(Path.Combine(scratch.FullName, "joined.mp4"));
        try
        {
            return Run($"{Join(files)} -movflags +faststart -y '{result.FullName}'", (process, started) =>
            {
                process.WaitForExit();
                var whole = Stopwatch.GetElapsedTime(started);
                return new Transfer(whole, whole, new FileInfo(result.FullName).Length, 0);
            });
        }
        finally
        {
            result.Delete();
        }
    }

    private string Join(IReadOnlyList<string> files) =>
        $"ffmpeg -nostdin -v error -f concat -safe 0 -i '{ListOf(files, "file '{0}'")}' -c copy";

    private string ListOf(IReadOnlyList<string> files, string line)
    {
        var list = Path.Combine(scratch.FullName, "files.txt");
        File.WriteAllLines(list, files.Select(file => string.Format(CultureInfo.InvariantCulture, line, file)));
        return list;
    }

    private static Transfer Run(string command, Func<Process, long, Transfer> take)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command + TellCost])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var told = new StringBuilder();
        process.ErrorDataReceived += (_, line) => told.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var transfer = take(process, started);
        process.WaitForExit();
        return transfer with { CpuSeconds = CpuSecondsIn(told.ToString()) };
    }

    private static double CpuSecondsIn(string told) => Times().Matches(told).TakeLast(2)
        .Sum(time => (int.Parse(time.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 60)
            + double.Parse(time.Groups[2].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(\d+)m([\d.]+)s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();
}
