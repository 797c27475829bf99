using System.Buffers;
using System.Text;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class RtspMessageReaderTests
{
    [Fact]
    public void A_message_survives_being_written_and_read()
    {
        var request = RtspMessage.Request("DESCRIBE", "rtsp://camera/live");
        request.Headers.Add("CSeq", "7");
        request.Body = "hello"u8.ToArray();

        var read = ReadOne(request.ToBytes());

        Assert.True(read.IsRequest);
        Assert.Equal(("DESCRIBE", "rtsp://camera/live", 7), (read.Method, read.Uri, read.CSeq));
        Assert.Equal("hello", Encoding.UTF8.GetString(read.Body.Span));
    }

    [Fact]
    public void A_response_with_bare_line_feeds_and_blanks_is_understood()
    {
        var read = ReadOne("RTSP/1.0 401  Unauthorized \nCSeq :  3 \nWWW-Authenticate: Basic realm=\"x\"  \n wrapped nonsense\n\n"u8);

        Assert.Equal((401, 3), (read.Status, read.CSeq));
        Assert.Equal("Basic realm=\"x\"", read.Headers["www-authenticate"]);
    }

    [Fact]
    public void Line_breaks_before_a_frame_are_skipped()
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write("\r\n\r\n"u8);
        RtspMessage.WriteFrame(3, "media"u8, bytes);
        var reader = new RtspMessageReader(bytes.WrittenSpan);

        Assert.Equal(RtspItemKind.Frame, reader.Read());
        Assert.Equal(3, reader.Channel);
        Assert.Equal("media"u8, reader.Payload);
        Assert.Equal(RtspItemKind.Incomplete, reader.Read());
        Assert.Equal(bytes.WrittenCount, reader.Consumed);
    }

    [Fact]
    public void Items_are_the_same_however_the_bytes_are_cut()
    {
        var all = new ArrayBufferWriter<byte>();
        RtspMessage.WriteFrame(0, new byte[300], all);
        RtspMessage.Response(200, "OK").WriteTo(all);
        RtspMessage.WriteFrame(1, [], all);
        var bytes = all.WrittenSpan;

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var first = new RtspMessageReader(bytes[..cut]);
            var kinds = Kinds(ref first);
            var second = new RtspMessageReader(bytes[first.Consumed..]);
            Assert.Equal([RtspItemKind.Frame, RtspItemKind.Message, RtspItemKind.Frame], [.. kinds, .. Kinds(ref second)]);
        }
    }

    [Fact]
    public void Endless_header_lines_and_giant_bodies_are_refused()
    {
        var endless = Encoding.ASCII.GetBytes("RTSP/1.0 200 OK\r\nX: " + new string('a', RtspMessageReader.MaxHeaderBytes));
        Assert.Equal(FeedBreakCause.Malformed, Assert.Throws<SourceException>(() => ReadOne(endless)).Cause);

        var giant = "RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n"u8.ToArray();
        Assert.Equal(FeedBreakCause.Malformed, Assert.Throws<SourceException>(() => ReadOne(giant)).Cause);
    }

    [Fact]
    public void Something_else_than_rtsp_is_refused_at_once() =>
        Assert.Throws<SourceException>(() => ReadOne([0x16, 0x03, 0x01]));

    [Fact]
    public void A_line_break_cannot_be_smuggled_into_a_header() =>
        Assert.Throws<ArgumentException>(() => RtspMessage.Request("PLAY", "rtsp://x").Headers.Add("A", "b\r\nC: d"));

    private static RtspMessage ReadOne(ReadOnlySpan<byte> bytes)
    {
        var reader = new RtspMessageReader(bytes);
        Assert.Equal(RtspItemKind.Message, reader.Read());
        return reader.Message;
    }

    private static List<RtspItemKind> Kinds(ref RtspMessageReader reader)
    {
        var kinds = new List<RtspItemKind>();
        while (reader.Read() is var kind && kind != RtspItemKind.Incomplete)
        {
            kinds.Add(kind);
        }

        return kinds;
    }
}
