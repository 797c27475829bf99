using Microsoft.Win32.SafeHandles;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Encryption;

/// <summary>A segment that is asked for again and again is decrypted once.</summary>
public sealed class DecryptedFootageTests : IAsyncDisposable
{
    private readonly WritingRig _rig = new();

    [Fact]
    public async Task A_segment_is_decrypted_once_and_each_reader_has_a_handle_of_its_own()
    {
        await _rig.Settings.ReplaceAsync(_rig.Settings.Current with { EncryptFootage = true }, TestContext.Current.CancellationToken);
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(15));
        var segment = _rig.Segments[0];
        using var kept = new DecryptedFootage(new PlainFootage(_rig.Keys));
        byte[] first;
        using (var footage = kept.Open(segment, Stored(segment)))
        {
            first = Read(footage);
        }

        // Had it to be decrypted again, this would fail: the key is gone.
        _ = _rig.Keys.Destroy(segment.CameraId, DateOnly.FromDateTime(segment.Start.UtcDateTime));
        using var second = kept.Open(segment, Stored(segment));
        kept.Dispose();

        Assert.Equal(segment.Bytes, first.Length);
        Assert.Equal(first, Read(second));
    }

    [Fact]
    public async Task What_is_in_the_clear_or_still_written_is_not_kept()
    {
        await _rig.WantAsync();
        await _rig.RecordAsync(TimeSpan.FromSeconds(15));
        using var kept = new DecryptedFootage(new PlainFootage(_rig.Keys));
        using var clear = Stored(_rig.Segments[0]);
        using var open = Stored(_rig.State.Open!);

        Assert.Same(clear, kept.Open(_rig.Segments[0], clear));
        Assert.Same(open, kept.Open(_rig.State.Open!, open));
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private SafeFileHandle Stored(Segment segment) =>
        File.OpenHandle(_rig.Volume.Resolve(segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static byte[] Read(SafeFileHandle file)
    {
        var bytes = new byte[RandomAccess.GetLength(file)];
        _ = RandomAccess.Read(file, bytes, 0);
        return bytes;
    }
}
