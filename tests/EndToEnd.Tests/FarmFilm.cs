using System.Globalization;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>What a camera of the farm plays over and over: when its pictures come, and which of them are key pictures.</summary>
internal sealed record FarmFilm(double[] Times, int[] Keys, double Seconds)
{
    /// <summary>Pictures of the longest group.</summary>
    public int LongestGroup => Keys.Skip(1).Append(Times.Length).Zip(Keys, (next, key) => next - key).Max();

    public static async Task<FarmFilm> OfAsync(string file)
    {
        var (text, errors, code) = await Child.RunAsync(
            "ffprobe", ["-v", "error", "-select_streams", "v", "-show_entries", "packet=dts_time,flags", "-of", "csv=p=0", file]);
        Assert.True(code == 0, $"ffprobe refuses {file}: {errors}");
        var packets = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToArray();
        double[] times = [.. packets.Select(packet => double.Parse(packet[0], CultureInfo.InvariantCulture))];
        int[] keys = [.. packets.Index().Where(packet => packet.Item[1].StartsWith('K')).Select(packet => packet.Index)];

        // As the farm reckons: the last picture stays as long as all do on average.
        var played = times[^1] - times[0];
        return new FarmFilm([.. times.Select(time => time - times[0])], keys, played + (played / (times.Length - 1)));
    }

    /// <summary>How many pictures are sent in so many seconds from a key picture on: it depends on which one where the rate varies.</summary>
    public (int Fewest, int Most) PicturesIn(double seconds)
    {
        int[] counts = [.. Keys.Select(key => PicturesUntil(Times[key] + seconds) - key)];
        return (counts.Min(), counts.Max());
    }

    private int PicturesUntil(double time)
    {
        var (loops, rest) = ((int)(time / Seconds), time % Seconds);
        return (loops * Times.Length) + Times.Count(at => at < rest);
    }
}
