using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing.Hls;

/// <summary>How long segments and parts are. Said once in a playlist, so it is settled when the first is written.</summary>
/// <param name="TargetSeconds">Segments are no longer, rounded.</param>
/// <param name="Part">Parts are no longer.</param>
internal sealed record HlsShape(int TargetSeconds, TimeSpan Part)
{
    private const int FewestSeconds = 2;
    private const int MostSeconds = 10;

    private static readonly TimeSpan UsualPart = TimeSpan.FromSeconds(0.4);

    // A length of up to 2.49 s rounds to 2.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(0.45);

    /// <summary>A segment must not become longer.</summary>
    public TimeSpan Longest => TimeSpan.FromSeconds(TargetSeconds) + Rounding;

    /// <summary>One group of pictures makes a segment where it can; a part holds two pictures at least.</summary>
    public static HlsShape For(CameraFeed feed)
    {
        var (rate, _, gop) = feed.Figures;
        var seconds = Math.Clamp((int)Math.Round(gop ?? FewestSeconds, MidpointRounding.AwayFromZero), FewestSeconds, MostSeconds);
        var twoPictures = rate is > 0 and { } known ? TimeSpan.FromSeconds(2.1 / known) : UsualPart;
        var part = twoPictures > UsualPart ? twoPictures : UsualPart;
        return new HlsShape(seconds, part < TimeSpan.FromSeconds(seconds) ? part : TimeSpan.FromSeconds(seconds));
    }
}
