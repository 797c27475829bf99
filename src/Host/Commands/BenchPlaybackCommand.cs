using System.CommandLine;
using System.Text.Json;
using Vedette.Host.Benchmarks.Playback;

namespace Vedette.Host.Commands;

/// <summary><c>vedette bench playback</c>: what it costs to read footage back.</summary>
internal static class BenchPlaybackCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder")
        {
            Description = "Where the footage is made and deleted again; some 15 GB, on the disk to be measured.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        var cold = new Option<bool>("--cold") { Description = "Measure the first byte with an empty page cache too; only root may empty it." };
        var keep = new Option<bool>("--keep") { Description = "Leave the installation there, to look into it." };
        var output = new Option<FileInfo?>("--output") { Description = "Write a Markdown table there." };
        var json = new Option<bool>("--json") { Description = "Print only the figures, as one JSON object on the last line." };
        var command = new Command("playback", "Export a minute, an hour and a day of footage that is made for it, beside ffmpeg and cat.") { folder, cold, keep, output, json };
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            var progress = parsed.GetValue(json) ? TextWriter.Null : Console.Error;
            var figures = await new PlaybackBenchmark(parsed.GetValue(folder)!, parsed.GetValue(cold), parsed.GetValue(keep), progress).MeasureAsync(cancellation);
            if (parsed.GetValue(output) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, PlaybackTable.Of(figures), cancellation);
            }

            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            return 0;
        }));
        return command;
    }
}
