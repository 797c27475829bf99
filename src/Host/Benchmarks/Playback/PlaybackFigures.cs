namespace Vedette.Host.Benchmarks.Playback;

/// <summary>What reading footage back costs and how soon it comes.</summary>
/// <param name="Lengths">A minute, an hour and a day as one file.</param>
/// <param name="Requests">Everything else a player or a console asks for.</param>
/// <param name="OrderedSeconds">From ordering the day as a file to fetch later until it is ready, flushed.</param>
/// <param name="SetUpSeconds">How long the footage took to make: no figure of playback.</param>
internal sealed record PlaybackFigures(
    IReadOnlyList<LengthFigures> Lengths,
    IReadOnlyDictionary<string, LatencyFigures> Requests,
    double OrderedSeconds,
    double SetUpSeconds);

/// <summary>One length of footage through everybody.</summary>
/// <param name="Length">How much time it covers.</param>
/// <param name="Megabytes">Bytes of its segment files, in millions.</param>
/// <param name="Segments">How many files.</param>
/// <param name="Ours">GET …/export.mp4 over a local socket.</param>
/// <param name="FfmpegPipe">ffmpeg -f concat -c copy to a pipe, as fragmented MP4.</param>
/// <param name="FfmpegFile">The same to a plain MP4 file with its index in front: the first byte is there when all is.</param>
/// <param name="CatSocket">cat of the files into a local socket.</param>
/// <param name="CatNull">cat of the files to /dev/null.</param>
/// <param name="PeakMemoryMb">The server's largest resident memory while it answered.</param>
/// <param name="ThroughputOfCatSocket">Ours / cat's, by the median.</param>
/// <param name="CpuOfFfmpeg">Ours / ffmpeg's to a pipe.</param>
/// <param name="ColdFirstByteMs">Ours with an empty page cache; null when it was not emptied.</param>
/// <param name="FfmpegColdFirstByteMs">ffmpeg's to a pipe likewise.</param>
internal sealed record LengthFigures(
    string Length,
    double Megabytes,
    int Segments,
    TransferFigures Ours,
    TransferFigures FfmpegPipe,
    TransferFigures? FfmpegFile,
    TransferFigures CatSocket,
    TransferFigures CatNull,
    double PeakMemoryMb,
    double ThroughputOfCatSocket,
    double CpuOfFfmpeg,
    double? ColdFirstByteMs,
    double? FfmpegColdFirstByteMs);

/// <summary>Several transfers of the same.</summary>
/// <param name="FirstByteMs">From asking, or from the start of the process, to the first byte of the file: median.</param>
/// <param name="Seconds">To the last byte: median.</param>
/// <param name="MbPerSecond">Throughput of the median, in millions of bytes.</param>
/// <param name="CpuSecondsPerGigabyte">User and system time of whoever sends.</param>
internal sealed record TransferFigures(double FirstByteMs, double Seconds, double MbPerSecond, double CpuSecondsPerGigabyte);

/// <summary>The same request again and again.</summary>
/// <param name="FirstByteMs">Median until the headers are there.</param>
/// <param name="Ms">Median until all of it is there.</param>
/// <param name="P95Ms">95 of 100 are quicker.</param>
/// <param name="Bytes">Length of the answer.</param>
internal sealed record LatencyFigures(double FirstByteMs, double Ms, double P95Ms, long Bytes);
