namespace Vedette.Host.Benchmarks.Api;

/// <summary>The figures of <c>bench api</c>, as printed.</summary>
/// <param name="Database">sqlite or postgres.</param>
/// <param name="Cameras">Cameras of the installation.</param>
/// <param name="Recording">How many of them really record meanwhile.</param>
/// <param name="IdleCpuPercent">The server before the load, in per cent of one core.</param>
/// <param name="Fixed">Loads with a rate: as asked by R-109, and reads alone.</param>
/// <param name="Highest">The mix of reads as fast as it goes, by the number of connections.</param>
/// <param name="HighestRate">The best of them with a 99 % latency of at most 100 ms and no error.</param>
/// <param name="Reads">Each read alone, beside the floor.</param>
internal sealed record ApiFigures(
    string Database,
    int Cameras,
    int Recording,
    double IdleCpuPercent,
    IReadOnlyList<FixedFigures> Fixed,
    IReadOnlyList<ClosedFigures> Highest,
    double HighestRate,
    IReadOnlyList<ReadFigures> Reads);

/// <summary>A load with a rate.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Rate">Requests per second asked for.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Answered">Requests answered.</param>
/// <param name="Errors">Answers other than 200. hey leaves requests that were never answered out of its list: they show in <paramref name="Answered"/>.</param>
/// <param name="CpuPercent">The server, in per cent of one core.</param>
/// <param name="P50Ms">Latency of half of the requests.</param>
/// <param name="P90Ms">Latency of nine in ten.</param>
/// <param name="P99Ms">Latency of 99 in 100.</param>
/// <param name="Logins">Sign-ins meanwhile.</param>
/// <param name="LoginErrors">Sign-ins that were refused.</param>
/// <param name="LoginP50Ms">Latency of half of the sign-ins.</param>
/// <param name="LoginMostMs">Latency of the slowest.</param>
internal sealed record FixedFigures(
    string Name,
    double Rate,
    double Seconds,
    int Answered,
    int Errors,
    double CpuPercent,
    double P50Ms,
    double P90Ms,
    double P99Ms,
    int Logins,
    int LoginErrors,
    double LoginP50Ms,
    double LoginMostMs);

/// <summary>A load without a rate: each connection asks again as soon as it is answered.</summary>
internal sealed record ClosedFigures(int Connections, double RequestsPerSecond, double CpuMsPerRequest, double P50Ms, double P90Ms, double P99Ms, int Errors);

/// <summary>One read alone, and the floor: the same bytes, by a server that does nothing else.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Bytes">Length of the answer's content as it travels.</param>
/// <param name="Ours">What it costs and takes here.</param>
/// <param name="Floor">The same bytes at the floor.</param>
/// <param name="FloorServer">nginx for files, an empty Kestrel for answers.</param>
/// <param name="CpuRatio">Our CPU for a request, in floors.</param>
internal sealed record ReadFigures(string Name, long Bytes, ClosedFigures Ours, ClosedFigures Floor, string FloorServer, double CpuRatio);
