using System.Globalization;

namespace Vedette.Streams.Viewing.Transcoding;

/// <summary>What ffmpeg is told. Fixed but for a number of ours; nothing passes through a shell and no file or address is named.</summary>
internal static class EncoderArguments
{
    public static string[] For(int width) =>
    [
        "-hide_banner", "-loglevel", "error",

        // One decoding thread: several would each hold a picture back. 8192 × 4320 pixels, 256 MB at once.
        "-threads", "1", "-max_pixels", "35389440", "-max_alloc", "268435456", "-protocol_whitelist", "pipe",

        // Nothing is looked at in advance: the header says it all.
        "-probesize", "32", "-analyzeduration", "0", "-f", "matroska", "-i", "pipe:0", "-map", "0:v:0",

        // The pictures' own times, each picture once.
        "-copyts", "-fps_mode", "passthrough",
        "-vf", string.Create(CultureInfo.InvariantCulture, $"scale=w='min({width},iw)':h=-2:flags=fast_bilinear,format=yuv420p"),

        // Every browser decodes it, nothing is held back, a key picture every two seconds.
        "-c:v", "libx264", "-preset", "superfast", "-tune", "zerolatency", "-profile:v", "baseline", "-threads", "2",
        "-crf", "24", "-maxrate", "4M", "-bufsize", "4M", "-force_key_frames", "expr:if(isnan(prev_forced_t),1,gte(t,prev_forced_t+2))",
        "-flvflags", "no_duration_filesize", "-flush_packets", "1", "-f", "flv", "pipe:1",
    ];
}
