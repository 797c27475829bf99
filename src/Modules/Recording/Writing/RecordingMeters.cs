using System.Diagnostics.Metrics;
using Vedette.Contracts.Recording;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>The module's metrics, all named <c>vedette.recording.*</c>.</summary>
internal sealed class RecordingMeters : IDisposable
{
    public const string Name = "vedette.recording";

    private readonly Meter _meter;
    private readonly Counter<long> _segments;
    private readonly Counter<long> _fragments;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _flushes;
    private readonly Histogram<double> _commit;
    private readonly Counter<long> _deleted;

    public RecordingMeters(IMeterFactory meters, UnindexedFacts facts)
    {
        _meter = meters.Create(Name);
        _segments = _meter.CreateCounter<long>("vedette.recording.segments", description: "Segments closed.");
        _fragments = _meter.CreateCounter<long>("vedette.recording.fragments", description: "Fragments made durable.");
        _bytes = _meter.CreateCounter<long>("vedette.recording.bytes", "By", "Bytes made durable.");
        _gaps = _meter.CreateCounter<long>("vedette.recording.gaps", description: "Gaps opened, by cause.");
        _refusals = _meter.CreateCounter<long>("vedette.recording.disk_refusals", description: "Writes a volume refused, by cause.");
        _commits = _meter.CreateCounter<long>("vedette.recording.commits", description: "Commits: what all cameras wrote to a volume, made durable together.");
        _flushes = _meter.CreateCounter<long>("vedette.recording.flushes", description: "Calls that waited for the device, by commits.");
        _commit = _meter.CreateHistogram<double>("vedette.recording.commit", "s", "Time one commit took.");
        _deleted = _meter.CreateCounter<long>("vedette.recording.deleted", description: "Segments whose files were deleted, by cause.");
        _ = _meter.CreateObservableGauge("vedette.recording.unindexed", () => facts.Count, description: "Facts waiting for the database.");
    }

    public void Confirmed(int fragments, long bytes)
    {
        _fragments.Add(fragments);
        _bytes.Add(bytes);
    }

    public void Committed(CommitFigures figures)
    {
        _commits.Add(1);
        _flushes.Add(figures.Flushes);
        _commit.Record(figures.Elapsed.TotalSeconds);
    }

    public void SegmentClosed() => _segments.Add(1);

    public void GapNoted(GapCause cause) => _gaps.Add(1, new KeyValuePair<string, object?>("cause", cause.ToText()));

    public void DiskRefused(GapCause cause) => _refusals.Add(1, new KeyValuePair<string, object?>("cause", cause.ToText()));

    public void Deleted(string cause, int segments) => _deleted.Add(segments, new KeyValuePair<string, object?>("cause", cause));

    public void Dispose() => _meter.Dispose();
}
