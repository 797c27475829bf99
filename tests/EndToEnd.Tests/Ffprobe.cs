using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The judge of every file: what ffprobe reads in it, and what ffmpeg says when it decodes it.</summary>
internal sealed record Ffprobe(string VideoCodec, string? AudioCodec, int Frames, double VideoSeconds, double FormatSeconds)
{
    public static async Task<Ffprobe> OfAsync(string file)
    {
        var (text, errors, code) = await Child.RunAsync(
            "ffprobe", ["-v", "error", "-count_packets", "-show_entries", "stream=codec_name,codec_type,nb_read_packets,duration:format=duration", "-of", "json", file]);
        Assert.True(code == 0 && errors.Length == 0, $"ffprobe refuses {file}: {errors}");
        var root = JsonDocument.Parse(text).RootElement;
        var streams = root.GetProperty("streams").EnumerateArray().ToArray();
        var video = streams.Single(stream => stream.GetProperty("codec_type").GetString() == "video");
        var audio = streams.FirstOrDefault(stream => stream.GetProperty("codec_type").GetString() == "audio");
        return new Ffprobe(
            video.GetProperty("codec_name").GetString()!,
            audio.ValueKind == JsonValueKind.Undefined ? null : audio.GetProperty("codec_name").GetString(),
            int.Parse(video.GetProperty("nb_read_packets").GetString()!, CultureInfo.InvariantCulture),
            Seconds(video),
            Seconds(root.GetProperty("format")));
    }

    /// <summary>Decodes every picture and sample; any complaint of the decoder is a failure.</summary>
    public static async Task AssertDecodesAsync(string file)
    {
        var (_, errors, code) = await Child.RunAsync("ffmpeg", ["-v", "error", "-xerror", "-nostdin", "-i", file, "-f", "null", "-"]);
        Assert.True(code == 0 && errors.Length == 0, $"ffmpeg refuses {file}: {errors}");
    }

    private static double Seconds(JsonElement element) =>
        element.TryGetProperty("duration", out var duration) ? double.Parse(duration.GetString()!, CultureInfo.InvariantCulture) : 0;
}
