using System.Text;
using Vedette.Media.Http;
using Xunit;

namespace Vedette.Media.Tests.Http;

public sealed class MultipartReaderTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 1, 2, 3, 0xFF, 0xD9, 9, 9, 0xFF, 0xD9];

    [Theory]
    [InlineData("--b\r\nContent-Type: image/jpeg\r\nContent-Length: 11\r\n\r\n", "\r\n")]
    [InlineData("--b\r\nContent-type: image/jpeg\r\n\r\n", "\r\n")]
    [InlineData("--b\nContent-Type: image/jpeg\nContent-Length:11\n\n", "\n")]
    [InlineData("\r\n\r\n--b\r\ncontent-length:  11 \r\nX-Timestamp: 12.5\r\n\r\n", "")]
    public void Parts_are_found_however_a_camera_writes_them(string header, string behind)
    {
        byte[] part = [.. Encoding.ASCII.GetBytes(header), .. Picture, .. Encoding.ASCII.GetBytes(behind)];
        byte[] stream = [.. part, .. part, .. part, .. Encoding.ASCII.GetBytes("--b\r\n")];
        foreach (var piece in (int[])[1, 7, stream.Length])
        {
            Assert.Equal([Picture, Picture, Picture], Read(stream, piece));
        }
    }

    [Fact]
    public void A_part_that_claims_to_be_larger_than_any_picture_is_refused() =>
        Assert.Throws<FormatException>(() => Read(Encoding.ASCII.GetBytes("--b\r\nContent-Length: 2000000000\r\n\r\n"), 64));

    [Fact]
    public void A_stream_without_headers_is_refused_before_it_fills_the_memory() =>
        Assert.Throws<FormatException>(() => Read(new byte[10_000], 1_000));

    [Fact]
    public void A_picture_without_end_is_refused_at_the_limit()
    {
        byte[] stream = [.. Encoding.ASCII.GetBytes("--b\r\nContent-Type: image/jpeg\r\n\r\n"), .. new byte[MultipartReader.MaxPartBytes + 1]];
        Assert.Throws<FormatException>(() => Read(stream, 1 << 20));
    }

    private static List<byte[]> Read(byte[] stream, int piece)
    {
        var (reader, parts) = (new MultipartReader(), new List<byte[]>());
        for (var at = 0; at < stream.Length;)
        {
            var room = reader.Room();
            var count = Math.Min(Math.Min(piece, room.Length), stream.Length - at);
            stream.AsMemory(at, count).CopyTo(room);
            reader.Received(count);
            at += count;
            while (reader.TryTake(out var part))
            {
                parts.Add(part.ToArray());
            }
        }

        return parts;
    }
}
