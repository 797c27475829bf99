using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Ts;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Ts;

public sealed class TsReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(187)]
    [InlineData(188)]
    [InlineData(1316)]
    [InlineData(100_000)]
    public async Task A_stream_cut_into_pieces_of_any_size_gives_the_same_pictures(int piece)
    {
        var stream = await StreamAsync();
        Assert.Equal(Read(stream, stream.Length), Read(stream, piece));
    }

    [Fact]
    public async Task A_lost_packet_costs_the_picture_it_belongs_to_and_is_counted()
    {
        var stream = await StreamAsync();
        var counters = new SourceCounters();
        var whole = Read(stream, 188).Count;
        var torn = stream.AsSpan(0, 188 * 40).ToArray().Concat(stream[(188 * 41)..]).ToArray();

        var left = Read(torn, 188, counters).Count;

        Assert.InRange(whole - left, 0, 1);
        Assert.Equal(1, counters.Lost);
    }

    [Fact]
    public async Task A_stream_joined_in_the_middle_of_a_packet_is_read_from_the_next()
    {
        var stream = await StreamAsync();
        Assert.NotEmpty(Read(stream[77..], 188));
    }

    [Fact]
    public async Task A_stream_without_video_says_so()
    {
        var path = Path.GetTempFileName();
        await Tool.RunAsync("ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac", "-f", "mpegts", path);
        var stream = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);

        using var reader = new TsReader(new SourceCounters());
        var refused = Assert.Throws<SourceException>(() => reader.Push(stream));
        Assert.Equal(FeedBreakCause.NoVideoTrack, refused.Cause);
    }

    [Fact]
    public async Task Damage_anywhere_ends_in_our_own_exception_or_in_none()
    {
        var stream = (await StreamAsync())[..(188 * 200)];
        var random = new Random(20261121);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = stream.ToArray();
            for (var hits = random.Next(1, 20); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                _ = Read(damaged, 1316);
            }
            catch (SourceException)
            {
                // The one kind of refusal there may be.
            }
        }
    }

    private static async Task<byte[]> StreamAsync()
    {
        var path = Path.GetTempFileName();
        await Tool.RunAsync(
            "ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2",
            "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25", "-c:a", "aac", "-f", "mpegts", path);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        return bytes;
    }

    private static List<(bool IsVideo, int Length, long Time)> Read(byte[] stream, int piece, SourceCounters? counters = null)
    {
        using var reader = new TsReader(counters ?? new SourceCounters());
        var units = new List<(bool, int, long)>();
        for (var at = 0; at < stream.Length; at += piece)
        {
            reader.Push(stream.AsSpan(at, Math.Min(piece, stream.Length - at)));
            Take();
        }

        reader.Flush();
        Take();
        return units;

        void Take()
        {
            while (reader.TryTake(out var unit))
            {
                units.Add((unit.IsVideo, unit.Length, unit.Time));
                UnitMemory.Return(unit.Rented);
            }
        }
    }
}
