using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Alarms;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Evidence;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Evidence;

/// <summary>Checkpoints over the recorder's own files: real footage of nothing, real disk, fake clock, no database.</summary>
public sealed class CheckpointTests : IAsyncDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly WritingRig _rig = new();
    private ClockState _clock = new(true, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20));
    private AlarmBoard _alarms;
    private NodeKeys _keys;
    private CheckpointMaker _maker;

    public CheckpointTests() => (_alarms, _keys, _maker) = Start();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CheckpointJournal Journal => new(_data.Combine("evidence"), LocalDisk.Instance);

    [Fact]
    public async Task Every_segment_lies_in_exactly_one_checkpoint_signed_and_chained()
    {
        await RecordAsync(7);
        Assert.NotNull(await _maker.MakeAsync(Cancellation));
        await RecordAsync(5);
        Assert.NotNull(await _maker.MakeAsync(Cancellation));

        var entries = await EntriesAsync();
        Assert.Equal(2, entries.Count);
        Assert.Equal(OnDisk(), Sealed(entries));
        var (ring, signer) = await _keys.CurrentAsync(Cancellation);
        byte[]? previous = null;
        foreach (var (entry, sequence) in entries.Zip(Enumerable.Range(1, 2)))
        {
            var checkpoint = Checkpoint.Parse(entry.Statement);
            Assert.Equal((sequence, ring.Node, signer.Key.Fingerprint), ((int)checkpoint.Sequence, checkpoint.Node, checkpoint.Key));
            Assert.True(signer.Key.Verify(entry.Statement, entry.Signature));
            Assert.Equal(previous, checkpoint.Previous);
            Assert.Equal(MerkleTree.Root([.. entry.Leaves.Select(leaf => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(leaf)))]), checkpoint.Root);
            Assert.Equal("synchronised=yes estimated-error-us=1000 maximum-error-us=20000", checkpoint.Clock);
            previous = Checkpoint.HashOf(entry.Statement);
        }

        Assert.Equal(CheckpointLeaf.Parse(entries[0].Leaves[0]).Chain, CheckpointLeaf.Parse(entries[1].Leaves[0]).PreviousChain);
    }

    [Fact]
    public async Task An_idle_minute_makes_none()
    {
        Assert.Null(await _maker.MakeAsync(Cancellation));
        await RecordAsync(5);
        Assert.NotNull(await _maker.MakeAsync(Cancellation));
        Assert.Null(await _maker.MakeAsync(Cancellation));
        Assert.Single(await EntriesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_crash_what_was_closed_is_sealed_once_whatever_was_noted(bool isHeadKept)
    {
        await RecordAsync(7);
        _ = await _maker.MakeAsync(Cancellation);
        await RecordAsync(7);
        await CrashAsync();
        if (!isHeadKept)
        {
            File.Delete(_data.Combine("checkpoints.json"));
        }

        Assert.NotNull(await _maker.MakeAsync(Cancellation));
        await RecordAsync(5);
        _ = await _maker.MakeAsync(Cancellation);

        var entries = await EntriesAsync();
        Assert.Equal([1, 2, 3], entries.Select(entry => Checkpoint.Parse(entry.Statement).Sequence));
        Assert.Equal(OnDisk(), Sealed(entries));
    }

    [Fact]
    public async Task A_line_torn_by_a_power_cut_costs_nothing()
    {
        await RecordAsync(7);
        _ = await _maker.MakeAsync(Cancellation);
        var journal = Assert.Single(Directory.GetFiles(_data.Combine("evidence")));
        await File.AppendAllTextAsync(journal, "{\"statement\":\"vedette-checkpo", Cancellation);
        await RecordAsync(5);
        await CrashAsync();

        _ = await _maker.MakeAsync(Cancellation);

        Assert.Equal(OnDisk(), Sealed(await EntriesAsync()));
    }

    [Fact]
    public async Task What_could_not_be_written_waits_for_the_next_attempt()
    {
        await RecordAsync(7);
        var folder = _data.Combine("evidence");
        await File.WriteAllTextAsync(folder, "in the way", Cancellation);
        await Assert.ThrowsAsync<FaultException>(() => _maker.MakeAsync(Cancellation));
        File.Delete(folder);

        _ = await _maker.MakeAsync(Cancellation);

        Assert.Equal(OnDisk(), Sealed(await EntriesAsync()));
    }

    [Fact]
    public async Task A_segment_deleted_before_its_checkpoint_starts_a_new_leaf()
    {
        await RecordAsync(9);
        await CrashAsync();
        var files = new List<string>(Directory.GetFiles(_rig.Volume.SegmentsRoot, "*.mp4", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
        File.Delete(files[1]);

        _ = await _maker.MakeAsync(Cancellation);

        var leaves = (await EntriesAsync()).Single().Leaves.Select(CheckpointLeaf.Parse).ToList();
        Assert.Equal(2, leaves.Count);
        Assert.Equal([1], leaves[0].Segments.Select(segment => segment.Sequence));
        Assert.Equal(3, leaves[1].Segments[0].Sequence);
    }

    [Fact]
    public async Task A_new_key_is_signed_by_the_old_one_and_all_are_kept()
    {
        await RecordAsync(5);
        _ = await _maker.MakeAsync(Cancellation);
        var (before, old) = await _keys.CurrentAsync(Cancellation);
        var ring = await _keys.RotateAsync(Cancellation);
        await RecordAsync(5);
        _ = await _maker.MakeAsync(Cancellation);

        var keys = ring.Keys.Select(key => PublicKey.FromPem(key.PublicKeyPem)!).ToList();
        Assert.Equal([before.Keys[0].Fingerprint, Checkpoint.Parse((await EntriesAsync())[1].Statement).Key], keys.Select(key => key.Fingerprint));
        Assert.NotNull(ring.Keys[0].Until);
        var rotation = Assert.Single(ring.Rotations);
        Assert.True(rotation.IsSignedBy(keys[0], keys[1]));
        Assert.False(rotation.IsSignedBy(keys[1], keys[0]));
        Assert.Equal(old.Key.Fingerprint, keys[0].Fingerprint);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_data.Combine("keys.json")));
        }

        await CrashAsync();
        Assert.Equal(keys[1].Fingerprint, (await _keys.CurrentAsync(Cancellation)).Signer.Key.Fingerprint);
    }

    [Fact]
    public async Task What_the_disk_threads_told_of_is_sealed_without_reading_it_again()
    {
        await RecordAsync(7);
        var closed = OnDisk();
        foreach (var name in new CameraFolder(_rig.Volume, _rig.Camera.Id).OldestFirst().Where(name => closed.Contains(name.Sequence)))
        {
            await File.WriteAllBytesAsync(Path.Combine(_rig.Volume.Root, name.Path), [], Cancellation);
        }

        _ = await _maker.MakeAsync(Cancellation);

        Assert.Equal(closed, Sealed(await EntriesAsync()));
    }

    [Fact]
    public async Task A_lost_key_and_a_clock_nobody_sets_are_alarms()
    {
        await RecordAsync(5);
        _ = await _maker.MakeAsync(Cancellation);
        Assert.Empty(_alarms.All);
        await CrashAsync();
        File.Delete(_data.Combine("keys.json"));
        _clock = _clock with { IsSynchronised = false };
        await RecordAsync(5);

        _ = await _maker.MakeAsync(Cancellation);

        Assert.Equal(["clock-unsynchronised", "evidence-key"], _alarms.All.Select(alarm => alarm.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_kernel_is_asked_how_good_its_clock_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "adjtimex is Linux's.");
        var state = SystemClock.Read();
        Assert.True(state == ClockState.Unknown || (state.MaximumError >= TimeSpan.Zero && state.EstimatedError >= TimeSpan.Zero), state.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        _maker.Dispose();
        _keys.Dispose();
        await _rig.DisposeAsync();
        _data.Dispose();
    }

    private (AlarmBoard Alarms, NodeKeys Keys, CheckpointMaker Maker) Start()
    {
        var alarms = new AlarmBoard(_rig.Time, NullLogger<AlarmBoard>.Instance);
        var keys = new NodeKeys(new LocalSnapshot<KeyRing>(_data.Combine("keys.json")), _rig.Time);
        var unsealed = new UnsealedSegments(new VolumeSet([_rig.Volume]), new PlainFootage(_rig.Keys), _rig.Live, _rig.Facts);
        var heads = new LocalSnapshot<CheckpointHead>(_data.Combine("checkpoints.json"));
        return (alarms, keys, new CheckpointMaker(Journal, heads, unsealed, keys, () => _clock, alarms, _rig.Time, NullLogger<CheckpointMaker>.Instance));
    }

    /// <summary>Records for some seconds, in segments of two.</summary>
    private async Task RecordAsync(double seconds)
    {
        await _rig.Settings.ReplaceAsync(_rig.Settings.Current with { SegmentSeconds = 2 }, Cancellation);
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(seconds));
    }

    private async Task CrashAsync()
    {
        await _rig.CrashAndRestartAsync();
        _maker.Dispose();
        _keys.Dispose();
        (_alarms, _keys, _maker) = Start();
    }

    private async Task<IReadOnlyList<CheckpointEntry>> EntriesAsync()
    {
        var entries = new List<CheckpointEntry>();
        await foreach (var entry in Journal.ReadAsync(DateOnly.MinValue, null, Cancellation))
        {
            entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The segments that are closed, as the files say.</summary>
    private List<long> OnDisk()
    {
        List<long> closed =
        [
            .. new CameraFolder(_rig.Volume, _rig.Camera.Id).OldestFirst().Select(name => name.Sequence).Where(sequence => sequence < _rig.State.CompleteBelow),
        ];
        Assert.True(closed.Count > 1);
        return closed;
    }

    private static List<long> Sealed(IEnumerable<CheckpointEntry> entries) =>
        [.. entries.SelectMany(entry => entry.Leaves).Select(CheckpointLeaf.Parse).SelectMany(leaf => leaf.Segments).Select(segment => segment.Sequence)];
}
