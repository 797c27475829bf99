using System.Globalization;
using System.Text;

namespace Vedette.Host.Benchmarks.Playback;

/// <summary>The figures as Markdown.</summary>
internal static class PlaybackTable
{
    public static string Of(PlaybackFigures figures)
    {
        var text = new StringBuilder();
        _ = text.AppendLine("| | segments | first byte (ms) | MB/s | CPU s/GB |").AppendLine("|---|---|---|---|---|");
        foreach (var length in figures.Lengths)
        {
            foreach (var (name, one) in new[]
            {
                ("`export.mp4`", length.Ours),
                ("`ffmpeg -f concat -c copy`, fragmented, to a pipe", length.FfmpegPipe),
                ("the same, plain MP4 with `+faststart`", length.FfmpegFile),
                ("`cat` to a socket (floor)", length.CatSocket),
                ("`cat` to /dev/null", length.CatNull),
            })
            {
                if (one is not null)
                {
                    _ = text.AppendLine(CultureInfo.InvariantCulture, $"| {length.Length}, {length.Megabytes:0} MB: {name} | {length.Segments} | {one.FirstByteMs} | {one.MbPerSecond} | {one.CpuSecondsPerGigabyte} |");
                }
            }

            _ = text.AppendLine(CultureInfo.InvariantCulture, $"| {length.Length}: ratio to the floor's throughput {length.ThroughputOfCatSocket}, to ffmpeg's CPU {length.CpuOfFfmpeg}; peak memory {length.PeakMemoryMb} MB; first byte cold {Cold(length.ColdFirstByteMs)}, ffmpeg's {Cold(length.FfmpegColdFirstByteMs)} | | | | |");
        }

        _ = text.AppendLine().AppendLine("| Request | first byte (ms) | whole, 50 % (ms) | 95 % (ms) | bytes |").AppendLine("|---|---|---|---|---|");
        foreach (var (name, one) in figures.Requests)
        {
            _ = text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {one.FirstByteMs} | {one.Ms} | {one.P95Ms} | {one.Bytes} |");
        }

        return text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"The day ordered as a file to fetch later is ready, hashed and flushed, after {figures.OrderedSeconds} s.").ToString();
    }

    private static string Cold(double? milliseconds) => milliseconds is { } known ? $"{known.ToString(CultureInfo.InvariantCulture)} ms" : "not measured";
}
