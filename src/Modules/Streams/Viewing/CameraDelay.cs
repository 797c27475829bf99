using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing;

/// <summary>
/// How long pictures take from the camera to us, by the time of day the camera sends (RFC 3550 section 6.4.1). Believed only where both
/// clocks plainly agree: most cameras' clocks are set by somebody, some time.
/// </summary>
internal static class CameraDelay
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostBehind = TimeSpan.FromSeconds(5);

    /// <summary>Null where nothing can be said.</summary>
    public static TimeSpan? Of(CameraFeed feed) => Of(feed.SenderOffset);

    /// <param name="senderOffset">The camera's time of day minus ours when its report arrived.</param>
    public static TimeSpan? Of(TimeSpan? senderOffset) => senderOffset switch
    {
        null => null,
        { } offset when offset > MostAhead || offset < -MostBehind => null,
        { } offset => offset > TimeSpan.Zero ? TimeSpan.Zero : -offset,
    };
}
