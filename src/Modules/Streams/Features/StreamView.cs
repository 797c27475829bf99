using Vedette.Contracts.Inventory;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Features;

/// <summary>One of a camera's streams as the API shows it.</summary>
internal sealed record StreamView
{
    public required StreamChoice Choice { get; init; }

    /// <summary><c>idle</c> when nobody wants the stream.</summary>
    public required FeedState State { get; init; }

    public FeedBreakCause? Cause { get; init; }

    public string? Codec { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Pictures per second over the last seconds.</summary>
    public double? Fps { get; init; }

    /// <summary>Bits per second over the last seconds.</summary>
    public long? Bitrate { get; init; }

    public double? GopSeconds { get; init; }

    public string? Audio { get; init; }

    /// <summary>The MIME type live view announces, for a browser to say whether it can play it.</summary>
    public string? Mime { get; init; }

    public static StreamView Of(StreamChoice choice, CameraFeed? feed)
    {
        if (feed is null)
        {
            return new StreamView { Choice = choice, State = FeedState.Off };
        }

        var (standing, format, figures) = (feed.Standing, feed.Hub.Format, feed.Figures);
        return new StreamView
        {
            Choice = choice,
            State = standing.State,
            Cause = standing.Break?.Cause,
            Codec = format is null ? null : CameraView.NameOf(format.Video.Codec),
            Width = format?.Video.Width,
            Height = format?.Video.Height,
            Fps = figures.FrameRate,
            Bitrate = figures.BitRate,
            GopSeconds = figures.GopSeconds,
            Audio = format?.Audio is { } audio ? CameraView.NameOf(audio.Codec) : null,
            Mime = format is null ? null : InitSection.MimeType(format.ForBrowsers),
        };
    }
}
