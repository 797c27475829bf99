using System.Text.Json;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Platform.Web;

namespace Vedette.Streams.Viewing;

/// <summary>One WebSocket message to a viewer: a text frame, or bytes, or a leased fragment.</summary>
/// <param name="Text">UTF-8 JSON, when it is a text frame.</param>
/// <param name="Bytes">The init section.</param>
/// <param name="Fragment">A fragment; whoever holds the message holds one lease.</param>
internal readonly record struct LiveMessage(byte[]? Text = null, byte[]? Bytes = null, Fragment? Fragment = null)
{
    public long Length => Text?.Length ?? Bytes?.Length ?? Fragment?.Length ?? 0;

    public static LiveMessage Init(StreamFormat format) => Json(new
    {
        type = "init",
        mime = InitSection.MimeType(format),
        width = format.Video.Width,
        height = format.Video.Height,
    });

    /// <summary>Puts the media clock and the wall clock side by side, so that a viewer can tell how old its picture is.</summary>
    public static LiveMessage Clock(Fragment fragment) => Json(new
    {
        type = "clock",
        mediaTime = fragment.MediaStart.TotalSeconds,
        wallTime = fragment.WallTime,
    });

    public static LiveMessage Silent(FeedBreak lost) => Json(new { type = "state", state = "silent", cause = lost.Cause, message = lost.Detail });

    public static LiveMessage Skipped(TimeSpan missed) => Json(new { type = "skipped", seconds = Math.Max(0, Math.Round(missed.TotalSeconds, 1)) });

    private static LiveMessage Json<T>(T value) => new(Text: JsonSerializer.SerializeToUtf8Bytes(value, WireFormat.Json));
}
