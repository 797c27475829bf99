namespace Vedette.Host.Benchmarks.Live;

/// <summary>Who watches what and for how long.</summary>
/// <param name="Url">The camera; null for a simulated one.</param>
/// <param name="BitRate">Bits a second of a simulated one.</param>
/// <param name="Viewers">How many watch it, one measurement each.</param>
/// <param name="Window">Length of each measurement.</param>
/// <param name="WarmUp">Time between the last viewer's first picture and the measurement.</param>
/// <param name="Peers">Whether nginx and GStreamer are measured too.</param>
/// <param name="Simulator">The simulator's executable.</param>
/// <param name="RtspScript">What serves the camera with GStreamer's RTSP server.</param>
internal sealed record LiveLoad(
    string? Url, int BitRate, IReadOnlyList<int> Viewers, TimeSpan Window, TimeSpan WarmUp, bool Peers, FileInfo Simulator, FileInfo RtspScript)
{
    /// <summary>Bits a second of the small stream the largest crowd watches as well.</summary>
    public const int SmallBitRate = 512_000;

    /// <summary>The crowd that watches the small stream; null when all crowds are small themselves.</summary>
    public int? SmallStreamViewers => Url is null && Viewers.Max() is var most and >= 500 ? most : null;
}
