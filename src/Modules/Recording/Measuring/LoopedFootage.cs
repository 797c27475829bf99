using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Roster;
using Vedette.Recording.Settings;
using Vedette.Recording.Storage;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Measuring;

/// <summary>
/// Footage for measuring how it is read back: a clip over and over for as long as wanted, through the writer onto the volume
/// and into the index as a camera's would be, only that time passes as fast as the disk takes it and nothing is flushed.
/// </summary>
internal sealed class LoopedFootage(
    WritingContext writing,
    AttachedVolumes volumes,
    VolumeWatch watch,
    CameraRoster roster,
    RosterStore rosterStore,
    LiveSettings settings,
    IndexStore store)
{
    private const int FactsATransaction = 200;

    private MediaTime? _segment;

    /// <summary>Records a camera nobody has.</summary>
    /// <param name="clip">A fragmented MP4 that starts with a key picture; its pictures only.</param>
    /// <param name="name">The camera's name.</param>
    /// <param name="from">Wall time of the first picture, UTC.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellation">Stops between two turns of the clip.</param>
    /// <returns>The camera.</returns>
    /// <exception cref="FaultException">The disk refused or is full.</exception>
    public async Task<CameraId> FillAsync(FileInfo clip, string name, DateTimeOffset from, TimeSpan length, CancellationToken cancellation)
    {
        await watch.StartAsync(cancellation);
        try
        {
            return await RecordAsync(clip, name, from, length, cancellation);
        }
        finally
        {
            await watch.StopAsync(CancellationToken.None);
        }
    }

    private async Task<CameraId> RecordAsync(FileInfo clip, string name, DateTimeOffset from, TimeSpan length, CancellationToken cancellation)
    {
        // What is measured must not be what retention lets go of meanwhile.
        await settings.ReplaceAsync(settings.Current with { BudgetBytes = long.MaxValue / 4, ReserveBytes = 1 }, cancellation);
        var camera = new RosterCamera { Id = CameraId.New(), Name = name, Wanted = false, Version = 1, ChangedAt = from, ChangedBy = "system" };
        await rosterStore.SaveAsync(camera, cancellation);
        await roster.TakeAsync([camera], cancellation);
        var time = new PassingTime(from);
        var writer = new FootageWriter(camera.Id, writing with { Time = time }, volumes.All[0]);
        using var file = File.OpenHandle(clip.FullName);
        var turn = new ClipTurn(file);
        using var builder = new FragmentBuilder(turn.Format);
        var run = new Run(Guid.CreateVersion7(), from);
        writer.Recover();
        for (var ticks = 0L; MediaTime.ToTimeSpan(ticks, turn.Format.Video.ClockRate) < length; ticks += turn.Ticks)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var picture in turn.Pictures(run, ticks))
            {
                Take(writer, builder, picture, turn.Interval, time);
                picture.Release();
            }

            await IndexAsync(FactsATransaction, cancellation);
        }

        Close(writer, builder, null, turn.Interval);
        await IndexAsync(1, cancellation);
        return writer.Failures == 0 ? camera.Id : throw new FaultException(FaultKind.Disk, "The volume refused some of the footage.");
    }

    /// <summary>Cuts as the recorder does: fragments of a second, segments of the time that is set, at key pictures.</summary>
    private void Take(FootageWriter writer, FragmentBuilder builder, AccessUnit picture, TimeSpan interval, PassingTime time)
    {
        time.Now = picture.WallTime;
        var isLong = _segment is { } begun && picture.DecodeTime.Since(begun).TotalSeconds >= settings.Current.SegmentSeconds * 0.95;
        if (picture.IsKey && (_segment is null || isLong))
        {
            Close(writer, builder, picture, interval);
            builder.Begin(picture.Header.DecodeTicks);
            writer.Open(picture.Header.Format, picture.Header.Run, picture.WallTime, picture.Header.DecodeTicks);
            Confirm(writer);
            _segment = picture.DecodeTime;
        }

        builder.Add(picture);
        if (builder.Collected >= settings.Current.CollectingTime && builder.Cut() is { } fragment)
        {
            writer.Append(fragment, interval);
            Confirm(writer);
        }
    }

    private void Close(FootageWriter writer, FragmentBuilder builder, AccessUnit? next, TimeSpan interval)
    {
        if (_segment is not null && builder.Finish(next) is { } rest)
        {
            writer.Append(rest, interval);
            Confirm(writer);
        }

        writer.Complete();
        Confirm(writer);
        _segment = null;
    }

    private static void Confirm(FootageWriter writer)
    {
        writer.Uncommitted.Confirm();
        writer.Confirm();
    }

    private async Task IndexAsync(int least, CancellationToken cancellation)
    {
        while (writing.Facts.Count >= least)
        {
            var facts = writing.Facts.Peek(FactsATransaction);
            await store.WriteAsync(facts, cancellation);
            writing.Facts.Remove(facts.Count);
        }
    }

    /// <summary>The clip's pictures, as a camera would send them.</summary>
    private sealed class ClipTurn
    {
        private readonly List<(SegmentSample Sample, byte[] Bytes)> _pictures = [];

        public ClipTurn(SafeFileHandle file)
        {
            var reader = new SegmentReader(file);
            Format = new StreamFormat(reader.Format.Video);
            foreach (var sample in reader.ReadFragments().SelectMany(fragment => fragment.RunOf(StreamFormat.VideoTrack)?.Samples ?? []))
            {
                var bytes = new byte[sample.Size];
                _ = RandomAccess.Read(file, bytes, sample.Offset);
                _pictures.Add((sample, bytes));
                Ticks += sample.Duration;
            }

            Interval = MediaTime.ToTimeSpan(_pictures[0].Sample.Duration, Format.Video.ClockRate);
        }

        public StreamFormat Format { get; }

        public TimeSpan Interval { get; }

        /// <summary>How long it plays, in ticks of the video clock.</summary>
        public long Ticks { get; }

        public IEnumerable<AccessUnit> Pictures(Run run, long from)
        {
            var at = from;
            foreach (var (sample, bytes) in _pictures)
            {
                yield return AccessUnit.Copy(
                    new UnitHeader
                    {
                        Track = StreamFormat.VideoTrack,
                        IsKey = sample.IsKey,
                        DecodeTicks = at,
                        CompositionTicks = sample.CompositionTicks,
                        WallTime = run.StartedAt + MediaTime.ToTimeSpan(at + sample.CompositionTicks, Format.Video.ClockRate),
                        Format = Format,
                        Run = run,
                    },
                    bytes);
                at += sample.Duration;
            }
        }
    }

    /// <summary>A clock that is set.</summary>
    private sealed class PassingTime(DateTimeOffset now) : TimeProvider
    {
        private readonly DateTimeOffset _start = now;

        public DateTimeOffset Now { get; set; } = now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => (Now - _start).Ticks;
    }
}
