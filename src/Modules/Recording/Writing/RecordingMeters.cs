using System.Diagnostics.Metrics;
using Vedette.Contracts.Recording;
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
    private readonly Histogram<double> _flush;

    public RecordingMeters(IMeterFactory meters, UnindexedFacts facts)
    {
        _meter = meters.Create(Name);
        _segments = _meter.CreateCounter<long>("vedette.recording.segments", description: "Segments closed.");
        _fragments = _meter.CreateCounter<long>("vedette.recording.fragments", description: "Fragments flushed to the device.");
        _bytes = _meter.CreateCounter<long>("vedette.recording.bytes", "By", "Bytes flushed to the device.");
        _gaps = _meter.CreateCounter<long>("vedette.recording.gaps", description: "Gaps opened, by cause.");
        _refusals = _meter.CreateCounter<long>("vedette.recording.disk_refusals", description: "Writes a volume refused, by cause.");
        _flush = _meter.CreateHistogram<double>("vedette.recording.flush", "s", "Time one flush took.");
        _ = _meter.CreateObservableGauge("vedette.recording.unindexed", () => facts.Count, description: "Facts waiting for the database.");
    }

    public void Flushed(int fragments, long bytes, TimeSpan elapsed)
    {
        _fragments.Add(fragments);
        _bytes.Add(bytes);
        _flush.Record(elapsed.TotalSeconds);
    }

    public void SegmentClosed() => _segments.Add(1);

    public void GapNoted(GapCause cause) => _gaps.Add(1, new KeyValuePair<string, object?>("cause", cause.ToText()));

    public void DiskRefused(GapCause cause) => _refusals.Add(1, new KeyValuePair<string, object?>("cause", cause.ToText()));

    public void Dispose() => _meter.Dispose();
}
