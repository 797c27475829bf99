namespace Vedette.Media.Sources;

/// <summary>How long to wait for a camera.</summary>
public sealed record SourceTimeouts
{
    /// <summary>For name resolution and the TCP connection together.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For each answer.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Without any media while playing: below 5 s, so that a stall is noticed within 5 s.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For the first picture after PLAY: some cameras take their time.</summary>
    public TimeSpan FirstPicture { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For the first packet after PLAY, whatever it carries. A camera that exceeded it is given <see cref="FirstPicture"/> at the next attempt.
    /// </summary>
    public TimeSpan FirstPacket { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For the first picture that playing can start on, while others arrive.</summary>
    public TimeSpan FirstKey { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the first packet by UDP after PLAY: then the way is held to be barred, and TCP is tried.</summary>
    public TimeSpan FirstDatagram { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>For the answer to TEARDOWN when leaving.</summary>
    public TimeSpan Teardown { get; init; } = TimeSpan.FromSeconds(1);
}
