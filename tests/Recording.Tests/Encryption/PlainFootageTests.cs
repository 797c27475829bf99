using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Encryption;

/// <summary>What is encrypted is read back exactly, or not at all.</summary>
public sealed class PlainFootageTests : IDisposable
{
    private static readonly SegmentName Name = new(CameraId.New(), new DateTimeOffset(2026, 11, 21, 23, 59, 58, TimeSpan.Zero), 7);
    private static readonly DateOnly Day = new(2026, 11, 21);

    private readonly TemporaryFolder _folder = new();
    private readonly byte[][] _writes = [RandomNumberGenerator.GetBytes(900), RandomNumberGenerator.GetBytes(70_000), RandomNumberGenerator.GetBytes(1), RandomNumberGenerator.GetBytes(300_000)];

    [Fact]
    public void What_was_written_is_read_back_and_nothing_of_it_is_on_the_disk()
    {
        var keys = Keys();
        var path = Write(keys);

        using var plain = new PlainFootage(keys).Open(Name, Stored(path));

        Assert.Equal(_writes.SelectMany(write => write), Read(plain));
        var stored = File.ReadAllBytes(path);
        Assert.All(_writes.Where(write => write.Length > 8), write => Assert.True(stored.AsSpan().IndexOf(write.AsSpan(0, 8)) < 0));
    }

    [Fact]
    public void A_file_that_is_not_encrypted_is_itself()
    {
        var path = _folder.Combine("plain.mp4");
        File.WriteAllBytes(path, _writes[0]);
        using var stored = Stored(path);

        Assert.Same(stored, new PlainFootage(Keys()).Open(Name, stored));
        Assert.Equal(300, PlainFootage.StoredLength(stored, 300));
    }

    [Fact]
    public void A_torn_file_is_read_up_to_its_last_whole_frame()
    {
        var keys = Keys();
        var path = Write(keys);
        var whole = File.ReadAllBytes(path);
        var allowed = Enumerable.Range(0, _writes.Length + 1).Select(count => _writes.Take(count).Sum(write => write.Length)).ToHashSet();

        foreach (var cut in Enumerable.Range(0, 60).Select(step => whole.Length * step / 60).Concat([56, 57, 60, whole.Length - 1]))
        {
            File.WriteAllBytes(path, whole.AsSpan(0, cut));
            if (cut < SegmentEnvelope.HeaderLength)
            {
                continue; // no footage at all: what a file this short means is the recovery's business
            }

            using var plain = new PlainFootage(keys).Open(Name, Stored(path));
            var read = Read(plain);
            Assert.Contains(read.Length, allowed);
            Assert.Equal(_writes.SelectMany(write => write).Take(read.Length), read);
            using var stored = Stored(path);
            Assert.True(PlainFootage.StoredLength(stored, read.Length) <= cut);
        }
    }

    [Fact]
    public void No_changed_byte_is_ever_shown()
    {
        var keys = Keys();
        var path = Write(keys);
        var whole = File.ReadAllBytes(path);
        var original = _writes.SelectMany(write => write).ToArray();

        for (var round = 0; round < 200; round++)
        {
            var altered = whole.ToArray();
            altered[Random.Shared.Next(SegmentEnvelope.HeaderLength, altered.Length)] ^= (byte)(1 << Random.Shared.Next(8));
            File.WriteAllBytes(path, altered);

            using var plain = new PlainFootage(keys).Open(Name, Stored(path));
            var read = Read(plain);
            Assert.True(read.Length < original.Length);
            Assert.Equal(original.Take(read.Length), read);
        }
    }

    [Fact]
    public void Frames_cannot_change_places()
    {
        var keys = Keys();
        _writes[1] = _writes[1][..900];
        var path = Write(keys);
        var stored = File.ReadAllBytes(path);
        const int Frame = 900 + SegmentEnvelope.FrameOverhead;
        var first = stored.AsSpan(SegmentEnvelope.HeaderLength, Frame).ToArray();
        stored.AsSpan(SegmentEnvelope.HeaderLength + Frame, Frame).CopyTo(stored.AsSpan(SegmentEnvelope.HeaderLength));
        first.CopyTo(stored.AsSpan(SegmentEnvelope.HeaderLength + Frame));
        File.WriteAllBytes(path, stored);

        using var plain = new PlainFootage(keys).Open(Name, Stored(path));

        Assert.Empty(Read(plain));
    }

    [Fact]
    public void A_destroyed_key_is_the_end_of_every_copy()
    {
        var keys = Keys();
        var path = Write(keys);
        var id = keys.Find(Name.CameraId, Day)!.Id;

        Assert.Equal([(Name.CameraId, Day)], keys.All());
        Assert.Equal(id, keys.Destroy(Name.CameraId, Day));

        Assert.Empty(keys.All());
        Assert.Null(keys.Destroy(Name.CameraId, Day));
        using var stored = Stored(path);
        var gone = Assert.Throws<FaultException>(() => new PlainFootage(keys).Open(Name, stored));
        Assert.Equal(FaultKind.Configuration, gone.Kind);
        Assert.NotEqual(id, keys.Make(Name.CameraId, Day).Id);
        Assert.Throws<FaultException>(() => new PlainFootage(keys).Open(Name, stored));
    }

    [Fact]
    public void Another_nodes_key_reads_nothing()
    {
        _ = Write(Keys());

        var stranger = new FootageKeys(_folder.Combine("keys"), Protector("another"), TimeProvider.System);

        Assert.Equal(FaultKind.Configuration, Assert.Throws<FaultException>(() => stranger.Find(Name.CameraId, Day)).Kind);
    }

    [Fact]
    public void A_key_file_does_not_hold_the_key()
    {
        var keys = Keys();
        var key = keys.Make(Name.CameraId, Day);

        var text = File.ReadAllText(Directory.GetFiles(_folder.Combine("keys"), "*", SearchOption.AllDirectories).Single());

        Assert.DoesNotContain(Convert.ToBase64String(key.Secret), text, StringComparison.Ordinal);
        Assert.Equal(key.Secret, Keys().Find(Name.CameraId, Day)!.Secret);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(FootageKeys keys)
    {
        var path = _folder.Combine("segment.mp4");
        using var cipher = new SegmentCipher(keys.Make(Name.CameraId, Day));
        using var file = File.Create(path);
        foreach (var write in _writes)
        {
            var before = file.Position;
            var expected = cipher.StoredLength(write.Length);
            file.Write(cipher.Seal([write.AsMemory(0, write.Length / 3), write.AsMemory(write.Length / 3)]).Span);
            Assert.Equal(expected, file.Position - before);
        }

        return path;
    }

    private FootageKeys Keys() => new(_folder.Combine("keys"), Protector("node"), TimeProvider.System);

    private SecretProtector Protector(string node) => new(DataProtectionProvider.Create(new DirectoryInfo(_folder.Combine(node))));

    private static SafeFileHandle Stored(string path) => File.OpenHandle(path);

    private static byte[] Read(SafeFileHandle file)
    {
        var bytes = new byte[RandomAccess.GetLength(file)];
        _ = RandomAccess.Read(file, bytes, 0);
        return bytes;
    }
}
