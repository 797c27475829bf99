using Microsoft.Extensions.Logging;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Scrubbing;

/// <summary>
/// Looks at every local segment, a camera's day at a time, and notes how far it came: hashes and chain, rows without files,
/// files without rows, gaps and their notes. What only the index lacks it adds; what is damaged it tells and leaves alone.
/// </summary>
internal sealed class Scrubber(
    ScrubStore store,
    AuditStore audit,
    IndexStore index,
    FootageFiles files,
    SegmentCheck check,
    AttachedVolumes volumes,
    LiveFootage live,
    UnindexedFacts unindexed,
    AlarmBoard alarms,
    TimeProvider time,
    ILogger<Scrubber> logger)
{
    private const string AlarmCode = "scrub-damage";
    private const string AlarmSubject = "footage";

    // What is younger may still be on its way from the ledger to the journal, or from the disk to the index.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    /// <summary>Begins a pass, or goes on with the one that was interrupted, and ends it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var pass = await store.LatestAsync(cancellation);
        if (pass is null or { FinishedAt: not null })
        {
            pass = await store.BeginAsync(time.GetUtcNow(), cancellation);
        }

        foreach (var camera in await CamerasAsync(cancellation))
        {
            Segment? last = null;
            foreach (var day in files.Days(camera).Union(await audit.DaysAsync(camera, cancellation)).Order().Where(day => !pass.IsDone(camera, day)))
            {
                var looked = new DayLook(last);
                await LookAsync(camera, day, looked, cancellation);
                last = looked.Last;
                pass = pass with
                {
                    AtCamera = camera,
                    AtDay = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
                    Checked = pass.Checked + looked.Checked,
                    Bytes = pass.Bytes + looked.Bytes,
                    Skipped = Absent(),
                };
                foreach (var found in await store.SaveAsync(pass, camera, day, looked.Findings, time.GetUtcNow(), cancellation))
                {
                    RecordingLog.ScrubFound(logger, found.CameraId, found.Path, found.Problem);
                }

                await TellAsync(cancellation);
            }
        }

        pass = pass with { FinishedAt = time.GetUtcNow(), Skipped = Absent() };
        await store.FinishAsync(pass, [.. volumes.All.Where(volume => !volume.Condition.IsReadable).Select(volume => volume.Id)], cancellation);
        RecordingLog.Scrubbed(logger, pass.Checked, pass.Bytes, await TellAsync(cancellation));
    }

    /// <summary>Raises the alarm while something is damaged, ends it when nothing is.</summary>
    /// <returns>How many findings stand.</returns>
    public async Task<int> TellAsync(CancellationToken cancellation)
    {
        var findings = await store.CountAsync(cancellation);
        if (findings > 0)
        {
            alarms.Raise(AlarmCode, AlarmSubject, AlarmSeverity.Serious, $"{findings} findings: footage is not as it was recorded. Look at the list of damaged segments, check the disk, keep what is left.");
        }
        else
        {
            alarms.Clear(AlarmCode, AlarmSubject);
        }

        return findings;
    }

    private async Task<IEnumerable<CameraId>> CamerasAsync(CancellationToken cancellation) =>
        files.Folders().Select(folder => folder.CameraId).Union(await audit.CamerasAsync(cancellation)).OrderBy(camera => camera.Value);

    private string Absent() =>
        string.Join('\n', volumes.All.Where(volume => !volume.Condition.IsReadable).Select(volume => $"The volume {volume.Entry.Name} cannot be read; its footage was not checked."));

    private async Task LookAsync(CameraId camera, DateOnly day, DayLook look, CancellationToken cancellation)
    {
        // Files first: what is recorded or indexed meanwhile is then a row without a known file, which is asked for once more.
        var names = files.SegmentsOf(camera, day);
        var indexed = await audit.ReadAsync(camera, day, cancellation);
        foreach (var row in indexed.Segments)
        {
            if (row.IsLocal && volumes.Find(row.VolumeId) is { Condition.IsReadable: true } volume)
            {
                await LookAsync(volume.Volume, row, look, cancellation);
            }

            look.Last = row;
        }

        var rows = indexed.Segments.Select(row => row.Id).Concat(indexed.Deleting).ToHashSet();
        foreach (var (volume, name) in names.Where(file => !rows.Contains(SegmentName.IdOf(camera, file.Name.Sequence))))
        {
            await TakeInAsync(volume, name, look, cancellation);
        }

        await LookAtGapsAsync(camera, day, indexed.Gaps, look, cancellation);
    }

    private async Task LookAsync(Volume volume, Segment row, DayLook look, CancellationToken cancellation)
    {
        var problem = await check.RunAsync(volume, row, look.Last, cancellation);
        if (problem is not null && (!await audit.HasAsync(row.Id, cancellation) || volumes.Find(volume.Id) is not { Condition.IsReadable: true }))
        {
            return; // deleted, evicted or unplugged while it was looked at
        }

        if (problem == ScrubProblem.Missing && row.ArchivedAs is not null)
        {
            // Evicted, and the row was not told: it can still be played from the archive.
            await index.WriteAsync([new Fact.Evicted(new SegmentName(row.CameraId, row.Start, row.Sequence))], cancellation);
            return;
        }

        look.Checked++;
        look.Bytes += row.Bytes;
        if (problem is not null)
        {
            look.Findings.Add(new ScrubFinding
            {
                CameraId = row.CameraId,
                SegmentId = row.Id,
                VolumeId = row.VolumeId,
                Start = row.Start,
                Path = row.Path,
                Problem = problem,
            });
        }
    }

    /// <summary>A file without a row: footage nobody would find.</summary>
    private async Task TakeInAsync(Volume volume, SegmentName name, DayLook look, CancellationToken cancellation)
    {
        var id = SegmentName.IdOf(name.CameraId, name.Sequence);
        if (name.Sequence >= live.Of(name.CameraId).CompleteBelow
            || unindexed.Of(name.CameraId).Any(fact => fact is Fact.Recorded { Segment.Id: var waiting } && waiting == id)
            || await audit.HasAsync(id, cancellation))
        {
            return; // being written, or on its way into the index
        }

        if (files.Read(volume, name) is { } segment)
        {
            await index.WriteAsync([new Fact.Recorded(segment)], cancellation);
            look.Checked++;
            look.Bytes += segment.Bytes;
        }
        else if (File.Exists(Path.Combine(volume.Root, name.Path)))
        {
            look.Findings.Add(new ScrubFinding
            {
                CameraId = name.CameraId,
                VolumeId = volume.Id,
                Start = name.Start,
                Path = name.Path,
                Problem = ScrubProblem.NotFootage,
            });
        }
    }

    private async Task LookAtGapsAsync(CameraId camera, DateOnly day, IReadOnlyList<Gap> rows, DayLook look, CancellationToken cancellation)
    {
        if (volumes.All.Any(volume => !volume.Condition.IsReadable) || !files.Days(camera).Contains(day))
        {
            return; // the notes lie where nobody can read them, or went with the footage of the day
        }

        var before = time.GetUtcNow() - Settled;
        var noted = files.GapsOf(camera, day);
        var known = rows.ToDictionary(gap => gap.Id);
        List<Fact> missing = [.. noted
            .Where(gap => gap.End < before && known.GetValueOrDefault(gap.Id)?.End is null)
            .Select(gap => new Fact.Missing(gap))];
        if (missing.Count > 0)
        {
            await index.WriteAsync(missing, cancellation);
        }

        look.Findings.AddRange(rows
            .Where(gap => gap.End < before && gap.Cause != GapCause.Unexplained && noted.All(note => note.Id != gap.Id))
            .Select(gap => new ScrubFinding
            {
                CameraId = camera,
                Start = gap.Start,
                Path = $"{SegmentName.Root}/{camera}/{SegmentName.DayOf(gap.Start)}/{GapJournal.FileName}#{gap.Id}",
                Problem = ScrubProblem.GapNotNoted,
            }));
    }

    /// <summary>What was seen of one day.</summary>
    private sealed class DayLook(Segment? last)
    {
        public Segment? Last { get; set; } = last;

        public long Checked { get; set; }

        public long Bytes { get; set; }

        public List<ScrubFinding> Findings { get; } = [];
    }
}
