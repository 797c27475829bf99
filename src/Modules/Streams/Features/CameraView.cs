using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Streams.Onvif;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>A camera's stream as the API shows it.</summary>
internal sealed record CameraView
{
    public required CameraId Id { get; init; }

    public required string Name { get; init; }

    public required FeedState State { get; init; }

    /// <summary>Since when it is in that state; null when it is off.</summary>
    public DateTimeOffset? Since { get; init; }

    public FeedBreakCause? Cause { get; init; }

    public string? CauseMessage { get; init; }

    public string? Codec { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>Pictures per second over the last seconds.</summary>
    public double? Fps { get; init; }

    /// <summary>Bits per second over the last seconds.</summary>
    public long? Bitrate { get; init; }

    public double? GopSeconds { get; init; }

    public string? Audio { get; init; }

    public required long PacketsLost { get; init; }

    public required int Reconnects { get; init; }

    public DateTimeOffset? LastPictureAt { get; init; }

    public required int Viewers { get; init; }

    /// <summary>Whether it can be moved, as far as its ONVIF service told yet.</summary>
    public bool HasPtz { get; init; }

    /// <summary>Whether the camera says that something moves; null when it does not say.</summary>
    public bool? Motion { get; init; }

    public static CameraView Of(KnownCamera camera, CameraFeed? feed, int viewers)
    {
        if (feed is null)
        {
            return new CameraView { Id = camera.Id, Name = camera.Name, State = FeedState.Off, PacketsLost = 0, Reconnects = 0, Viewers = 0 };
        }

        var (standing, format, figures) = (feed.Standing, feed.Hub.Format, feed.Figures);
        return new CameraView
        {
            Id = camera.Id,
            Name = camera.Name,
            State = standing.State,
            Since = standing.Since,
            Cause = standing.Break?.Cause,
            CauseMessage = standing.Break?.Detail,
            Codec = format is null ? null : NameOf(format.Video.Codec),
            Width = format?.Video.Width,
            Height = format?.Video.Height,
            Fps = figures.FrameRate,
            Bitrate = figures.BitRate,
            GopSeconds = figures.GopSeconds,
            Audio = format?.Audio is { } audio ? NameOf(audio.Codec) : null,
            PacketsLost = feed.Totals.Lost,
            Reconnects = feed.Reconnects,
            LastPictureAt = feed.Hub.NewestPictureAt,
            Viewers = viewers,
        };
    }

    public CameraView With(OnvifStanding onvif) => this with { HasPtz = onvif.HasPtz, Motion = onvif.Motion };

    public static string NameOf(Codec codec) => codec switch
    {
        Media.Units.Codec.H264 => "h264",
        Media.Units.Codec.Aac => "aac",
        Media.Units.Codec.PcmMu => "pcmu",
        Media.Units.Codec.PcmA => "pcma",
        Media.Units.Codec.H265 => "h265",
        Media.Units.Codec.Mjpeg => "mjpeg",
        Media.Units.Codec.Opus => "opus",
        Media.Units.Codec.Flac => "flac",
    };
}
