using System.Buffers.Binary;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Rtp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class MjpegDepacketizerTests : IDisposable
{
    private static readonly byte[] Tables = [.. Enumerable.Range(1, 128).Select(value => (byte)value)];

    private readonly MjpegParameters _parameters = new();
    private readonly MjpegDepacketizer _depacketizer;

    public MjpegDepacketizerTests() => _depacketizer = new MjpegDepacketizer(_parameters, announced: null);

    public void Dispose() => _depacketizer.Dispose();

    [Fact]
    public void Pieces_become_a_picture_with_a_header()
    {
        Assert.Empty(Push(10, marker: false, [.. Header(0, q: 255), 0, 0, 0, 128, .. Tables, 1, 2, 3]));
        var (timestamp, bytes) = Assert.Single(Push(10, marker: true, [.. Header(3, q: 255), 4, 5]));

        Assert.Equal(10u, timestamp);
        Assert.True(JpegPicture.TryRead(bytes, out var picture));
        Assert.Equal((1, 320, 240, 0), (picture.Type, picture.Width, picture.Height, picture.RestartInterval));
        Assert.Equal([1, 2, 3, 4, 5], picture.Scan.ToArray());
        byte[] tables = [.. picture.LumaTable, .. picture.ChromaTable];
        Assert.Equal(Tables, tables);
        Assert.Equal((320, 240, "mp4v.6C"), (_parameters.Format!.Width, _parameters.Format.Height, _parameters.Format.CodecString));
    }

    [Fact]
    public void Restart_markers_and_half_width_colour_are_told_in_the_header()
    {
        var (_, bytes) = Assert.Single(Push(10, marker: true, [.. Header(0, type: 64), 0, 25, 0xFF, 0xFF, 1, 2, 3, 0xFF, 0xD9]));

        Assert.True(JpegPicture.TryRead(bytes, out var picture));
        Assert.Equal((0, 25), (picture.Type, picture.RestartInterval));
        Assert.Equal([1, 2, 3], picture.Scan.ToArray());
    }

    [Theory]
    [InlineData(50, 16, 11, 99)]
    [InlineData(75, 8, 6, 50)]
    [InlineData(10, 80, 55, 255)]
    [InlineData(99, 1, 1, 2)]
    public void Tables_follow_from_q(byte q, byte first, byte second, byte last)
    {
        var (_, bytes) = Assert.Single(Push(10, marker: true, [.. Header(0, q: q), 1]));
        Assert.True(JpegPicture.TryRead(bytes, out var picture));
        Assert.Equal((first, second, last), (picture.LumaTable[0], picture.LumaTable[1], picture.ChromaTable[63]));
    }

    [Fact]
    public void Tables_sent_once_are_kept_unless_q_says_they_always_come()
    {
        Assert.Empty(Push(10, marker: true, [.. Header(0, q: 200), 0, 0, 0, 0, 1]));        // not sent yet
        Assert.Single(Push(20, marker: true, [.. Header(0, q: 200), 0, 0, 0, 128, .. Tables, 1]));
        var (_, bytes) = Assert.Single(Push(30, marker: true, [.. Header(0, q: 200), 0, 0, 0, 0, 1]));
        Assert.True(JpegPicture.TryRead(bytes, out var picture));
        Assert.Equal(Tables[..64], picture.LumaTable.ToArray());
        Assert.Empty(Push(40, marker: true, [.. Header(0, q: 255), 0, 0, 0, 0, 1]));
        Assert.Equal(2, _depacketizer.Malformed);
    }

    [Fact]
    public void A_picture_with_a_hole_is_dropped_and_the_next_is_whole()
    {
        Assert.Empty(Push(10, marker: false, [.. Header(0), 1, 2]));
        Assert.Empty(Push(10, marker: true, [.. Header(4), 5], lost: 1));
        Assert.Empty(Push(20, marker: false, [.. Header(0), 1, 2]));
        Assert.Empty(Push(20, marker: true, [.. Header(7), 5]));                            // an offset that does not fit
        Assert.Single(Push(30, marker: true, [.. Header(0), 1, 2]));
        Assert.Empty(Push(40, marker: false, [.. Header(0), 1, 2]));                        // its marker never comes
        Assert.Equal([40u, 50u], Push(50, marker: true, [.. Header(0), 3]).Select(unit => unit.Timestamp));
        Assert.Equal(1, _depacketizer.Malformed);
    }

    [Theory]
    [InlineData(0, 0, 2560, 1440, 2560, 1440)]
    [InlineData(171, 96, 1366, 768, 1366, 768)]
    [InlineData(40, 30, 1366, 768, 320, 240)]
    public void The_size_is_the_packets_or_the_descriptions_exact_one(byte columns, byte rows, int width, int height, int expectedWidth, int expectedHeight)
    {
        using var depacketizer = new MjpegDepacketizer(_parameters, new JpegHeader(width, height));
        var header = Header(0);
        (header[6], header[7]) = (columns, rows);
        Push(depacketizer, 10, marker: true, [.. header, 1, 2], lost: 0);
        Assert.Equal((expectedWidth, expectedHeight), (_parameters.Format!.Width, _parameters.Format.Height));
    }

    [Fact]
    public void A_whole_file_behind_the_header_is_taken_as_it_is()
    {
        var (_, file) = Assert.Single(Push(10, marker: true, [.. Header(0), 1, 2]));
        Assert.Equal(file, Assert.Single(Push(20, marker: true, [.. Header(0), .. file])).Bytes);
    }

    [Fact]
    public void Without_a_size_or_with_unknown_types_nothing_is_made()
    {
        var header = Header(0);
        (header[6], header[7]) = (0, 0);
        Assert.Empty(Push(10, marker: true, [.. header, 1]));
        Assert.Empty(Push(20, marker: true, [.. Header(0, type: 2), 1]));
        Assert.Empty(Push(30, marker: true, [.. Header(0, type: 200), 1]));
        Assert.Empty(Push(40, marker: true, [1, 2, 3]));
        Assert.Empty(Push(50, marker: true, [.. Header(0, type: 65), 1]));
        Assert.Equal(5, _depacketizer.Malformed);
    }

    [Fact]
    public void Any_bytes_do_no_harm()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            if (bytes.Length > 8)
            {
                (bytes[1], bytes[2], bytes[3], bytes[4]) = (0, 0, (byte)random.Next(3), (byte)random.Next(2));
            }

            _ = Push((uint)random.Next(3), random.Next(3) == 0, bytes, random.Next(10) == 0 ? 1 : 0);
        }
    }

    private static byte[] Header(int offset, byte type = 1, byte q = 75) => [0, 0, (byte)(offset >> 8), (byte)offset, type, q, 40, 30];

    private List<(uint Timestamp, byte[] Bytes)> Push(uint timestamp, bool marker, byte[] payload, int lost = 0) => Push(_depacketizer, timestamp, marker, payload, lost);

    private static List<(uint Timestamp, byte[] Bytes)> Push(MjpegDepacketizer depacketizer, uint timestamp, bool marker, byte[] payload, int lost)
    {
        byte[] bytes = [0x80, (byte)(26 | (marker ? 0x80 : 0)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. payload];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), timestamp);
        Assert.True(RtpPacket.TryRead(bytes, out var packet));
        depacketizer.Push(packet, lost);
        depacketizer.CheckInvariants();
        var units = new List<(uint, byte[])>();
        while (depacketizer.TryTake(out var unit))
        {
            units.Add((unit.Timestamp, unit.Rented[..unit.Length]));
            UnitMemory.Return(unit.Rented);
        }

        return units;
    }
}
