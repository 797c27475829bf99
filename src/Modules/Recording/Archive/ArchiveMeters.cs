using System.Diagnostics.Metrics;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Archive;

/// <summary>The archive's metrics, all named <c>vedette.recording.archive.*</c>.</summary>
internal sealed class ArchiveMeters : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _segments;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _fetches;

    public ArchiveMeters(IMeterFactory meters)
    {
        _meter = meters.Create(RecordingMeters.Name);
        _segments = _meter.CreateCounter<long>("vedette.recording.archive.segments", description: "Segments proven to be in the archive.");
        _bytes = _meter.CreateCounter<long>("vedette.recording.archive.bytes", "By", "Bytes proven to be in the archive.");
        _failures = _meter.CreateCounter<long>("vedette.recording.archive.failures", description: "Copies that failed, by cause.");
        _deadLetters = _meter.CreateCounter<long>("vedette.recording.archive.dead_letters", description: "Segments given up after all tries, by cause.");
        _fetches = _meter.CreateCounter<long>("vedette.recording.archive.fetches", description: "Segments fetched from the archive.");
    }

    public void Archived(long bytes)
    {
        _segments.Add(1);
        _bytes.Add(bytes);
    }

    public void Failed(ArchiveCause cause) => _failures.Add(1, new KeyValuePair<string, object?>("cause", cause.ToText()));

    public void GivenUp(ArchiveCause cause) => _deadLetters.Add(1, new KeyValuePair<string, object?>("cause", cause.ToText()));

    public void Fetched() => _fetches.Add(1);

    public void Dispose() => _meter.Dispose();
}
