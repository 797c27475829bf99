using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Encryption;

/// <summary>What is recorded under the switch: nobody who reads footage sees a difference, whoever takes the disk sees nothing.</summary>
public sealed class EncryptedRecordingTests : IAsyncDisposable
{
    private readonly WritingRig _rig = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_segment_on_disk_tells_nothing_and_is_shown_as_it_was_recorded()
    {
        await RecordAsync(encrypted: true, TimeSpan.FromSeconds(25));

        Assert.True(_rig.Segments.Count >= 2);
        foreach (var segment in _rig.Segments)
        {
            var stored = await File.ReadAllBytesAsync(_rig.Volume.Resolve(segment), Cancellation);
            Assert.True(SegmentEnvelope.IsHeader(stored));
            Assert.True(stored.AsSpan().IndexOf("moof"u8) < 0 && stored.AsSpan().IndexOf("ftyp"u8) < 0);
            Assert.True(stored.Length > segment.Bytes);

            using var footage = await Files().OpenAsync(segment, Cancellation);
            Assert.Equal(segment.Bytes, RandomAccess.GetLength(footage!));
            Assert.NotEmpty(new SegmentReader(footage!).ReadFragments());
            var read = new FootageFiles(new VolumeSet([_rig.Volume]), new PlainFootage(_rig.Keys)).Read(_rig.Volume, NameOf(segment))!;
            Assert.Equal(segment.Sha256, read.Sha256);
            Assert.Equal(segment.ChainHash, read.ChainHash);
            Assert.Equal(segment.End, read.End);
        }
    }

    [Fact]
    public async Task The_segment_being_written_is_shown_up_to_what_is_confirmed()
    {
        await RecordAsync(encrypted: true, TimeSpan.FromSeconds(5));

        var open = _rig.State.Open!;
        using var footage = await Files().OpenAsync(open, Cancellation);

        Assert.True(RandomAccess.GetLength(footage!) >= open.Bytes);
        Assert.NotEmpty(new SegmentReader(footage!).ReadFragments());
    }

    [Fact]
    public async Task The_switch_counts_from_the_next_segment_and_chain_and_sequence_go_on()
    {
        await RecordAsync(encrypted: false, TimeSpan.FromSeconds(15));
        await EncryptAsync(true);
        await _rig.RecordAsync(TimeSpan.FromSeconds(15));
        await EncryptAsync(false);
        await _rig.RecordAsync(TimeSpan.FromSeconds(20));

        var encrypted = _rig.Segments.Select(segment => SegmentEnvelope.IsHeader(File.ReadAllBytes(_rig.Volume.Resolve(segment)))).ToList();
        Assert.False(encrypted[0]);
        Assert.Contains(true, encrypted);
        Assert.False(encrypted[^1]);
        var chain = Array.Empty<byte>();
        foreach (var segment in _rig.Segments)
        {
            chain = SegmentFacts.Chain(chain, segment.Sha256);
            Assert.Equal(chain, segment.ChainHash);
        }
    }

    [Fact]
    public async Task A_torn_frame_is_cut_off_and_recording_goes_on()
    {
        await RecordAsync(encrypted: true, TimeSpan.FromSeconds(5));
        var open = _rig.State.Open!;
        var path = _rig.Volume.Resolve(open);
        var whole = new FileInfo(path).Length;

        await _rig.CrashAndRestartAsync(() =>
        {
            using var torn = File.Open(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            torn.Write([0, 0, 10, 0, 1, 2, 3]);
        });

        Assert.Equal(whole, new FileInfo(path).Length);
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(15));
        var after = _rig.Segments[^1];
        Assert.True(after.Sequence > open.Sequence);
        Assert.NotNull(new FootageFiles(new VolumeSet([_rig.Volume]), new PlainFootage(_rig.Keys)).Read(_rig.Volume, NameOf(after)));
    }

    [Fact]
    public async Task Without_the_keys_the_camera_goes_on_and_nothing_is_moved_away()
    {
        await RecordAsync(encrypted: true, TimeSpan.FromSeconds(15));
        var newest = _rig.State.Open ?? _rig.State.Last!;

        await _rig.CrashAndRestartAsync(() => _rig.Keys.Destroy(newest.CameraId, DateOnly.FromDateTime(newest.Start.UtcDateTime)));

        Assert.True(File.Exists(_rig.Volume.Resolve(newest)));
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(15));
        Assert.True(_rig.Segments[^1].Sequence > newest.Sequence);
        await Assert.ThrowsAsync<FaultException>(() => Files().OpenAsync(newest, Cancellation));
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private async Task RecordAsync(bool encrypted, TimeSpan length)
    {
        await EncryptAsync(encrypted);
        await _rig.WantAsync();
        await _rig.RecordAsync(length);
    }

    private Task EncryptAsync(bool encrypted) =>
        _rig.Settings.ReplaceAsync(_rig.Settings.Current with { EncryptFootage = encrypted }, Cancellation);

    // Nothing is archived here, so nothing is fetched.
    private SegmentFiles Files() => new(new VolumeSet([_rig.Volume]), new DecryptedFootage(new PlainFootage(_rig.Keys)), fetched: null!);

    private static SegmentName NameOf(Segment segment) => SegmentName.Of(segment);
}
