using Vedette.Recording.Footage;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Index;

/// <summary>A camera's UTC day as the index has it and as the files have it.</summary>
/// <param name="Day">The day.</param>
/// <param name="IsJournalled">Whether its folder is there. Retention removes it with the notes of gaps, which the index keeps.</param>
/// <param name="Indexed">Rows that can be held against files.</param>
/// <param name="Found">What the files hold.</param>
/// <param name="Gaps">The gaps noted, and the holes nobody noted.</param>
/// <param name="Marks">The marks noted.</param>
internal sealed record AuditedDay(
    DateOnly Day,
    bool IsJournalled,
    IndexedDay Indexed,
    IReadOnlyList<Segment> Found,
    IReadOnlyList<Gap> Gaps,
    IReadOnlyList<Mark> Marks)
{
    // The wall time of a fragment is kept in NTP's 232 ps, that of the index in microseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>What differs, with the segment it is about, if it is about one.</summary>
    public IReadOnlyList<(Segment? Segment, string Text)> Differences { get; } =
        [.. Compare(Indexed.Segments, Found), .. IsJournalled ? [.. Compare(Indexed.Gaps, Gaps), .. Compare(Indexed.Marks, Marks)] : (IEnumerable<(Segment?, string)>)[]];

    /// <summary>Rows that say something else than their file, or have none.</summary>
    public IReadOnlyList<Segment> Wrong
    {
        get
        {
            var files = Found.ToDictionary(segment => segment.Id);
            return [.. Indexed.Segments.Where(row => !files.TryGetValue(row.Id, out var file) || !Same(row, file))];
        }
    }

    private static IEnumerable<(Segment?, string)> Compare(IReadOnlyList<Segment> indexed, IReadOnlyList<Segment> found)
    {
        var rows = indexed.ToDictionary(segment => segment.Id);
        foreach (var segment in found)
        {
            if (!rows.Remove(segment.Id, out var row))
            {
                yield return (segment, $"{segment.Path}: not in the index");
            }
            else if (!Same(row, segment))
            {
                yield return (null, $"{segment.Path}: the index says something else");
            }
        }

        foreach (var row in rows.Values)
        {
            yield return (row, $"{row.Path}: in the index, not on the volume");
        }
    }

    private static bool Same(Segment row, Segment file) =>
        row.Bytes == file.Bytes && row.Path == file.Path && row.RunId == file.RunId && row.Sequence == file.Sequence
        && row.VolumeId == file.VolumeId
        && row.Sha256.AsSpan().SequenceEqual(file.Sha256) && row.ChainHash.AsSpan().SequenceEqual(file.ChainHash)
        && Near(row.Start, file.Start) && Near(row.End, file.End);

    private static IEnumerable<(Segment?, string)> Compare(IReadOnlyList<Gap> indexed, IReadOnlyList<Gap> noted)
    {
        var rows = indexed.ToDictionary(gap => gap.Id);
        foreach (var gap in noted)
        {
            if (!rows.Remove(gap.Id, out var row))
            {
                yield return (null, $"{gap.CameraId}: the gap from {gap.Start:O} is not in the index");
            }
            else if (row.Cause != gap.Cause || !Near(row.Start, gap.Start) || !Near(row.End, gap.End))
            {
                yield return (null, $"{gap.CameraId}: the index says something else of the gap from {gap.Start:O}");
            }
        }

        foreach (var row in rows.Values)
        {
            yield return (null, $"{row.CameraId}: the gap from {row.Start:O} is in the index, not on the volume");
        }
    }

    private static IEnumerable<(Segment?, string)> Compare(IReadOnlyList<Mark> indexed, IReadOnlyList<Mark> noted)
    {
        var rows = indexed.ToDictionary(mark => mark.Id);
        foreach (var mark in noted)
        {
            if (!rows.Remove(mark.Id, out var row))
            {
                yield return (null, $"{mark.CameraId}: the mark from {mark.From:O} is not in the index");
            }
            else if (row.Class != mark.Class || !Near(row.From, mark.From) || !Near(row.To, mark.To))
            {
                yield return (null, $"{mark.CameraId}: the index says something else of the mark from {mark.From:O}");
            }
        }

        foreach (var row in rows.Values)
        {
            yield return (null, $"{row.CameraId}: the mark from {row.From:O} is in the index, not on the volume");
        }
    }

    private static bool Near(DateTimeOffset? one, DateTimeOffset? other) =>
        one is { } first && other is { } second ? (first - second).Duration() <= Rounding : one is null && other is null;
}
