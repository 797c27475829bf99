using System.Net.WebSockets;
using System.Text.Json;
using Vedette.Contracts.Inventory;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Platform.Web;

namespace Vedette.Streams.Viewing;

/// <summary>One WebSocket message to a viewer: a text frame, or bytes, or a leased fragment.</summary>
/// <param name="Text">UTF-8 JSON, when it is a text frame.</param>
/// <param name="Start">What a new init section begins: a new run, or other parameters.</param>
/// <param name="Fragment">A fragment; whoever holds the message holds one lease.</param>
/// <param name="Frame">The same as it goes over the wire, for who can send it at once: a fragment's is good while it is offered, unless leased.</param>
internal readonly record struct LiveMessage(byte[]? Text = null, LiveStart? Start = null, Fragment? Fragment = null, LiveFrame? Frame = null)
{
    public long Length => Text?.Length ?? Start?.InitSection.Length ?? Fragment?.Length ?? 0;

    public static LiveMessage Init(StreamFormat format, StreamChoice stream, bool isTranscoded) => Json(new
    {
        type = "init",
        mime = InitSection.MimeType(format),
        width = format.Video.Width,
        height = format.Video.Height,
        stream,
        transcoded = isTranscoded,
    });

    /// <summary>Puts the media clock and the wall clock side by side, so that a viewer can tell how old its picture is.</summary>
    /// <param name="newest">The newest fragment with a picture.</param>
    /// <param name="cameraDelay">From the camera's clock to arrival, when it is known.</param>
    public static LiveMessage Clock(Fragment newest, TimeSpan? cameraDelay) => Json(new
    {
        type = "clock",
        mediaTime = (newest.MediaStart + newest.CompositionOffset).TotalSeconds,
        wallTime = newest.WallTime,
        cameraDelay = cameraDelay?.TotalSeconds,
    });

    public static LiveMessage Silent(FeedBreak lost) => Json(new { type = "state", state = "silent", cause = lost.Cause, message = lost.Detail });

    public static LiveMessage Skipped(TimeSpan missed) => Json(new { type = "skipped", seconds = Math.Max(0, Math.Round(missed.TotalSeconds, 1)) });

    public static LiveMessage Begin(LiveStart start) => new(Start: start, Frame: new LiveFrame(start.InitSection, WebSocketMessageType.Binary));

    private static LiveMessage Json<T>(T value)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(value, WireFormat.Json);
        return new LiveMessage(Text: text, Frame: new LiveFrame(text, WebSocketMessageType.Text));
    }
}
