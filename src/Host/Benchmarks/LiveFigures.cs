namespace Vedette.Host.Benchmarks;

/// <summary>The figures of <c>bench live</c>, as printed.</summary>
/// <param name="Url">The camera.</param>
/// <param name="Seconds">Length of each measurement.</param>
/// <param name="IdleCpuSecondsPerMinute">The server with the camera and no viewer.</param>
/// <param name="IdlePssMb">Its memory then.</param>
/// <param name="Floor">The same bytes as a file, by <paramref name="FloorServer"/>.</param>
/// <param name="FloorServer">What served the floor.</param>
/// <param name="Crowds">One for each number of viewers.</param>
internal sealed record LiveFigures(
    string Url,
    double Seconds,
    double IdleCpuSecondsPerMinute,
    double IdlePssMb,
    LiveFloorFigures Floor,
    string FloorServer,
    IReadOnlyList<LiveCrowdFigures> Crowds);

/// <summary>What it costs to send the bytes and nothing else.</summary>
/// <param name="CpuSecondsPerGigabyte">User and system time.</param>
/// <param name="CpuSecondsPerViewerMinute">For as many bytes as one viewer got.</param>
internal sealed record LiveFloorFigures(double CpuSecondsPerGigabyte, double CpuSecondsPerViewerMinute);

/// <summary>So many viewers of one camera.</summary>
/// <param name="Viewers">How many.</param>
/// <param name="CpuSecondsPerViewerMinute">The server's, beyond what it uses without viewers.</param>
/// <param name="MbPerViewer">The server's memory beyond the same.</param>
/// <param name="FloorRatio">CPU ours / floor.</param>
/// <param name="FirstPictureMs">From opening the socket to the first key picture received: median.</param>
/// <param name="FirstPictureP95Ms">95 of 100 are quicker.</param>
/// <param name="LatencyMs">From a picture's wall time (its arrival from the camera) to its receipt: median.</param>
/// <param name="LatencyP95Ms">95 of 100 are quicker.</param>
/// <param name="Pictures">Fragments received in the window by all.</param>
/// <param name="Skips">How often a viewer was moved to a key picture.</param>
/// <param name="MbitPerSecond">What one viewer got.</param>
internal sealed record LiveCrowdFigures(
    int Viewers,
    double CpuSecondsPerViewerMinute,
    double MbPerViewer,
    double FloorRatio,
    double FirstPictureMs,
    double FirstPictureP95Ms,
    double LatencyMs,
    double LatencyP95Ms,
    long Pictures,
    long Skips,
    double MbitPerSecond);
