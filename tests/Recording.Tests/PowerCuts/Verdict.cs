using Vedette.Media.Mp4;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.PowerCuts;

/// <summary>Holds what is there after a power cut against what had been said before it.</summary>
internal sealed class Verdict(WritingRig rig, Restarted found, IReadOnlyList<DiskOperation> operations, int cut, string where)
{
    private readonly Dictionary<long, Segment> _files = found.Segments.OfType<Segment>().ToDictionary(segment => segment.Sequence);

    public void Check(IEnumerable<Fact> said, Known known, DateTimeOffset wanted, TimeSpan bound, TimeSpan uneven)
    {
        var facts = said.ToList();
        NothingSaidIsLost(facts, known.State);
        LessIsLostThan(bound, known);
        EveryFilePlays();
        NothingElseIsThere(facts);
        TheChainHolds();
        GapsAreKept(facts);

        // Before anything was said, nothing was promised.
        var restarted = known.Now.AddSeconds(10);
        EverySecondIsAccountedFor(facts.Count > 0 ? wanted : restarted, restarted, uneven);
    }

    private void NothingSaidIsLost(IReadOnlyList<Fact> said, FootageState state)
    {
        var going = operations.Take(cut).OfType<DiskOperation.Delete>().Select(gone => gone.Path).ToHashSet();
        foreach (var segment in said.OfType<Fact.Recorded>().Select(fact => fact.Segment).Where(segment => !going.Contains(rig.Volume.Resolve(segment))))
        {
            Assert.True(_files.TryGetValue(segment.Sequence, out var file), where + $"segment {segment.Sequence} is gone");
            Assert.True(segment.Sha256.SequenceEqual(file.Sha256), where + $"segment {segment.Sequence} is another: {segment.Bytes} bytes became {file.Bytes}");
        }

        if (state.Open is { } open)
        {
            Assert.True(_files.TryGetValue(open.Sequence, out var file) && file.Bytes >= open.Bytes, where + $"of the open segment {open.Sequence} less than {open.Bytes} bytes are left");
        }
    }

    private void LessIsLostThan(TimeSpan bound, Known known)
    {
        if (known.FlowingSince is { } since && known.SentUntil - since > bound)
        {
            var until = found.State.Last?.End;
            Assert.True(known.SentUntil - until <= bound, where + $"{known.SentUntil - until} are lost");
        }
    }

    /// <summary>Plays, and shows what was sent: byte for byte the beginning of what was written.</summary>
    private void EveryFilePlays()
    {
        foreach (var (name, segment) in found.Names.Zip(found.Segments))
        {
            Assert.True(segment is not null, where + $"{name.Path} holds nothing that plays");
            var path = found.Volume.Resolve(segment);
            var bytes = File.ReadAllBytes(path);
            Assert.True(Written(name).Any(written => written.AsSpan().StartsWith(bytes)), where + $"{name.Path} holds what nobody wrote");
            using var file = found.Open(name);
            var reader = new SegmentReader(file);
            Assert.True(reader.ReadFragments().All(reader.IsPayloadWhole), where + $"{name.Path} has broken pictures");
            Assert.True(RandomAccess.GetLength(file) == segment.Bytes, where + $"{name.Path} has bytes behind its end");
        }
    }

    private void NothingElseIsThere(IReadOnlyList<Fact> said)
    {
        var names = found.Names.Select(name => name.Path).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(found.Volume.SegmentsRoot, "*", SearchOption.AllDirectories))
        {
            Assert.True(
                Path.GetFileName(path) == GapJournal.FileName || names.Contains(Path.GetRelativePath(found.Volume.Root, path)),
                where + $"{path} is nobody's");
        }

        foreach (var gone in said.OfType<Fact.Deleted>())
        {
            Assert.False(names.Contains(gone.Name.Path), where + $"{gone.Name.Path} is back");
        }
    }

    private void TheChainHolds()
    {
        foreach (var (before, after) in found.Segments.Zip(found.Segments.Skip(1)))
        {
            Assert.True(after!.Sequence == before!.Sequence + 1, where + $"{after.Sequence} follows {before.Sequence}");
            using var file = found.Open(new SegmentName(after.CameraId, after.Start, after.Sequence));
            Assert.True(
                before.ChainHash.SequenceEqual(new SegmentReader(file).Identity!.PreviousChainHash ?? []), where + $"the chain breaks before {after.Sequence}");
        }
    }

    private void GapsAreKept(IReadOnlyList<Fact> said)
    {
        foreach (var gap in WritingRig.GapsOf(said))
        {
            var kept = found.Gaps.SingleOrDefault(known => known.Id == gap.Id);
            var withdrawnLater = kept is null && gap.End is null;
            Assert.True(withdrawnLater || kept is not null, where + $"the gap from {gap.Start:O} ({gap.Cause}) is gone");
            Assert.True(gap.End is null || kept?.End == gap.End, where + $"the gap from {gap.Start:O} ({gap.Cause}) ended {gap.End:O} and now {kept?.End:O}");
        }
    }

    private void EverySecondIsAccountedFor(DateTimeOffset wanted, DateTimeOffset now, TimeSpan uneven)
    {
        // What is deleted was accounted for while it was there.
        var gone = operations.Take(cut).OfType<DiskOperation.Delete>().Any();
        var from = gone && found.Segments.Count > 0 ? found.Segments[0]!.Start : wanted;
        var stretches = found.Segments.Select(segment => (segment!.Start, segment.End, What: $"segment {segment.Sequence}"))
            .Concat(found.Gaps.Select(gap => (gap.Start, End: gap.End ?? now, What: $"gap {gap.Cause}")))
            .Where(stretch => stretch.End > from)
            .OrderBy(stretch => stretch.Start)
            .ThenBy(stretch => stretch.End)
            .ToList();
        var told = string.Join("; ", stretches.Select(stretch => $"{stretch.What} {stretch.Start:mm:ss.fff}-{stretch.End:mm:ss.fff}"));
        var until = from;
        foreach (var (start, end, what) in stretches)
        {
            Assert.True(start - until <= uneven, where + $"nothing accounts for {until:mm:ss.fff}-{start:mm:ss.fff}: {told}");
            Assert.True(until - start <= uneven, where + $"{what} is not alone from {start:mm:ss.fff} to {until:mm:ss.fff}: {told}");
            until = end > until ? end : until;
        }

        Assert.True(now - until <= uneven, where + $"nothing accounts for the end from {until:mm:ss.fff} to {now:mm:ss.fff}: {told}");
    }

    /// <summary>All that was ever written to a file of that name.</summary>
    private IEnumerable<byte[]> Written(SegmentName name)
    {
        var path = Path.Combine(rig.Root, name.Path);
        foreach (var file in operations.OfType<DiskOperation.NewFile>().Where(made => made.Path == path).Select(made => made.File))
        {
            yield return [.. operations.OfType<DiskOperation.Write>().Where(write => write.File == file).SelectMany(write => write.Bytes)];
        }
    }
}
