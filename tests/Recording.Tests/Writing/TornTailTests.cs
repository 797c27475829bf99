using System.Security.Cryptography;
using Vedette.Contracts.Recording;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Writing;

public sealed class TornTailTests
{
    [Fact]
    [Trait("Req", "O-17")]
    public async Task Cut_anywhere_the_newest_file_keeps_its_whole_fragments_and_the_camera_goes_on_after_a_gap()
    {
        var random = new Random(20261121);
        await using var rig = new WritingRig();
        await rig.WantAsync();
        for (var crash = 0; crash < 25; crash++)
        {
            await rig.RecordAsync(TimeSpan.FromSeconds(1 + random.Next(14)));
            var open = rig.State.Open!;
            var path = rig.Volume.Resolve(open);
            var boundaries = Boundaries(path);
            var cut = random.NextInt64(0, open.Bytes + 1);
            await rig.CrashAndRestartAsync(() => Truncate(path, cut));
            rig.Time.Advance(TimeSpan.FromSeconds(30));

            AssertMended(rig, path, boundaries.LastOrDefault(end => end <= cut), $"crash {crash}, cut at {cut} of {open.Bytes}");

            // Of a file that is gone whole, the gap before it stays as it was noted.
            var until = new[] { rig.State.Last?.End, rig.Gaps.Max(noted => noted.End) }.Max();
            await rig.WantAsync();
            await rig.RecordAsync(TimeSpan.FromSeconds(2));

            var gap = rig.Gaps[^1];
            Assert.Equal((GapCause.NodeDown, until), (gap.Cause, (DateTimeOffset?)gap.Start));
            Assert.NotNull(gap.End);
        }

        AssertChain(rig);
    }

    [Fact]
    public async Task Bytes_behind_the_last_whole_fragment_are_cut_off()
    {
        await using var rig = new WritingRig();
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(5));
        var open = rig.State.Open!;
        var path = rig.Volume.Resolve(open);
        await rig.CrashAndRestartAsync(() => File.AppendAllBytes(path, new byte[1234]));

        Assert.Equal(open.Bytes, new FileInfo(path).Length);
        Assert.Equal(open.End, rig.State.Last!.End);
    }

    [Fact]
    public async Task A_newest_file_nobody_can_read_is_set_aside_and_the_one_before_goes_on()
    {
        await using var rig = new WritingRig();
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(15));
        var path = rig.Volume.Resolve(rig.State.Open!);
        await rig.CrashAndRestartAsync(() =>
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            RandomAccess.Write(file, Enumerable.Repeat((byte)0x5A, 500).ToArray(), 0);
        });

        Assert.Equal(1, rig.State.Last!.Sequence);
        Assert.True(File.Exists(path + ".damaged"));
    }

    [Fact]
    public async Task A_newest_file_that_never_had_its_beginning_never_was_footage()
    {
        await using var rig = new WritingRig();
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(15));
        var path = rig.Volume.Resolve(rig.State.Open!);
        await rig.CrashAndRestartAsync(() => File.WriteAllBytes(path, new byte[900]));

        Assert.Equal(1, rig.State.Last!.Sequence);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*"));
    }

    [Fact]
    public async Task A_fragment_of_which_some_sectors_never_arrived_is_cut_off()
    {
        await using var rig = new WritingRig();
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(5));
        var path = rig.Volume.Resolve(rig.State.Open!);
        var boundaries = Boundaries(path);
        await rig.CrashAndRestartAsync(() =>
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
            RandomAccess.Write(file, Enumerable.Repeat((byte)0x5A, 512).ToArray(), boundaries[^1] - 512);
        });

        AssertMended(rig, path, boundaries[^2], "the last fragment is not whole");
    }

    [Fact]
    public async Task A_gap_that_was_open_at_the_crash_is_the_one_that_is_closed_afterwards()
    {
        await using var rig = new WritingRig();
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(3));
        rig.Camera.Lose(Media.Hub.FeedBreakCause.Unreachable, TimeSpan.FromSeconds(60));
        await rig.RoundAsync();
        var gap = rig.State.CurrentGap!;
        await rig.CrashAndRestartAsync();

        Assert.Equal(gap, rig.State.CurrentGap);
        await rig.WantAsync();
        await rig.RecordAsync(TimeSpan.FromSeconds(2));
        Assert.NotNull(rig.Gaps.Single(known => known.Id == gap.Id).End);
    }

    private static List<long> Boundaries(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        return [.. new Media.Mp4.SegmentReader(file).ReadFragments().Select(fragment => fragment.Offset + fragment.Length)];
    }

    private static void Truncate(string path, long length)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, length);
    }

    private static void AssertMended(WritingRig rig, string path, long valid, string when)
    {
        if (valid == 0)
        {
            Assert.False(File.Exists(path), when);
            return;
        }

        var last = rig.State.Last!;
        Assert.Equal(path, rig.Volume.Resolve(last));
        Assert.Equal(valid, new FileInfo(path).Length);
        Assert.Equal(valid, last.Bytes);
        Assert.Equal(SHA256.HashData(File.ReadAllBytes(path)), last.Sha256);
    }

    private static void AssertChain(WritingRig rig)
    {
        byte[]? previous = null;
        long sequence = 0;
        foreach (var name in new CameraFolder(rig.Volume, rig.Camera.Id).OldestFirst())
        {
            using var file = File.OpenHandle(Path.Combine(rig.Root, name.Path), share: FileShare.ReadWrite | FileShare.Delete);
            Assert.Equal(++sequence, name.Sequence);
            Assert.Equal(previous, new Media.Mp4.SegmentReader(file).Identity!.PreviousChainHash);
            previous = SegmentFacts.Read(rig.Volume, name, file)!.ChainHash;
        }
    }
}
