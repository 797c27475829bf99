namespace Vedette.Media.Mp4;

/// <summary>Footage without a hole inside an export.</summary>
/// <param name="Start">Wall time of its first picture, UTC.</param>
/// <param name="End">Wall time at which its last picture ends, UTC.</param>
/// <param name="MediaStart">Where it starts in the exported file.</param>
public sealed record ExportStretch(DateTimeOffset Start, DateTimeOffset End, TimeSpan MediaStart);
