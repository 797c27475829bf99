using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Streams.Onvif;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;
using Vedette.Streams.Viewing;

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

    /// <summary>Whether no picture has come for two seconds although the camera counts as online.</summary>
    public bool Stalled { get; init; }

    /// <summary>How media travels, in words; null before the first connection.</summary>
    public string? Transport { get; init; }

    /// <summary>Whether it can be moved, as far as its ONVIF service told yet.</summary>
    public bool HasPtz { get; init; }

    /// <summary>Whether the camera says that something moves; null when it does not say.</summary>
    public bool? Motion { get; init; }

    public required IReadOnlyList<StreamView> Streams { get; init; }

    /// <summary>Codes of what could be done about the camera; the words are in its diagnostics.</summary>
    public required IReadOnlyList<string> Advice { get; init; }

    /// <summary>The camera stands as its recorded stream does.</summary>
    public static CameraView Of(KnownCamera camera, FeedDirectory feeds, LiveViews views)
    {
        var view = new CameraView
        {
            Id = camera.Id,
            Name = camera.Name,
            State = FeedState.Off,
            PacketsLost = 0,
            Reconnects = 0,
            Viewers = 0,
            Streams = [.. camera.Choices.Select(choice => StreamView.Of(choice, feeds.Find(camera.Id, choice)))],
            Advice = [.. feeds.AdviceFor(camera).Select(advice => advice.Code)],
        };
        if (feeds.Find(camera.Id) is not { } feed)
        {
            return view;
        }

        var (standing, stream) = (feed.Standing, view.Streams.Single(stream => stream.Choice == feed.Choice));
        return view with
        {
            State = standing.State,
            Since = standing.Since,
            Cause = standing.Break?.Cause,
            CauseMessage = standing.Break?.Detail,
            Codec = stream.Codec,
            Width = stream.Width,
            Height = stream.Height,
            Fps = stream.Fps,
            Bitrate = stream.Bitrate,
            GopSeconds = stream.GopSeconds,
            Audio = stream.Audio,
            PacketsLost = feed.Totals.Lost,
            Reconnects = feed.Reconnects,
            LastPictureAt = feed.Hub.NewestPictureAt,
            Viewers = views.ViewersOf(camera.Id),
            Stalled = standing.State == FeedState.Online && feed.IsStalled,
            Transport = feed.Session?.Transport,
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
