using System.Globalization;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>The pictures of one file, as ffprobe reads them: a recorder that is cheap because it loses some is told.</summary>
/// <param name="Frames">How many there are.</param>
/// <param name="Seconds">Over which time.</param>
/// <param name="Lost">How many more that time had room for, at the usual distance of two.</param>
internal sealed record FrameCount(int Frames, double Seconds, int Lost)
{
    public static async Task<FrameCount?> OfAsync(IReadOnlyList<FileInfo> files, CancellationToken cancellation)
    {
        if (files.Count == 0)
        {
            return null;
        }

        string[] question = ["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", files[files.Count / 2].FullName];
        var times = (await Tool.RunAsync("ffprobe", question, TimeSpan.FromMinutes(1), cancellation))?.Output.Split('\n')
            .Select(line => double.TryParse(line.Trim(','), NumberStyles.Float, CultureInfo.InvariantCulture, out var time) ? time : double.NaN)
            .Where(double.IsFinite).Order().ToArray() ?? [];
        var steps = times.Zip(times.Skip(1), (one, next) => next - one).ToArray();
        if (steps.Length == 0)
        {
            return new FrameCount(times.Length, 0, 0);
        }

        var usual = steps.Order().ElementAt(steps.Length / 2);
        var span = times[^1] - times[0] + usual;
        return new FrameCount(times.Length, Math.Round(span, 2), usual > 0 ? Math.Max(0, (int)Math.Round(span / usual) - times.Length) : 0);
    }
}
