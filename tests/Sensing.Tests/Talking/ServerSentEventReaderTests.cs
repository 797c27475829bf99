using System.Text;
using Vedette.Sensing.Talking;

namespace Vedette.Sensing.Tests.Talking;

/// <summary>The event stream format (WHATWG HTML, section 9.2).</summary>
public sealed class ServerSentEventReaderTests
{
    [Theory]
    [InlineData("data: YHOO\ndata: +2\ndata: 10\n\n", "message:YHOO|+2|10")]
    [InlineData(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n", "message:first event", "message:second event", "message: third event")]
    [InlineData("data\n\ndata\ndata\n\ndata:", "message:", "message:|")]
    [InlineData("data:test\n\ndata: test\n\n", "message:test", "message:test")]
    [InlineData("event: add\r\ndata: 1\r\n\r\nevent: remove\rdata: 2\r\r", "add:1", "remove:2")]
    [InlineData("\uFEFFdata: bom\n\n", "message:bom")]
    [InlineData("event: nothing\n\ndata: x\n\n", "message:x")]
    [InlineData("odd: field\ndata: x\n\n", "message:x")]
    public void Streams_are_read_as_the_standard_has_it_in_pieces_of_any_size(string stream, params string[] expected)
    {
        foreach (var size in (int[])[1, 2, 3, 1000])
        {
            var reader = new ServerSentEventReader(100);
            var events = Encoding.UTF8.GetBytes(stream).Chunk(size).SelectMany(piece => reader.Push(piece)).ToList();
            Assert.Equal(expected, events.Select(one => $"{one.Type}:{one.Text.Replace('\n', '|')}"));
        }
    }

    [Fact]
    public void The_last_id_and_the_wish_for_a_pause_are_kept()
    {
        var reader = new ServerSentEventReader(100);
        _ = reader.Push("id: 7\nretry: 2500\ndata: x\n\nretry: soon\nid: a\0b\n\n"u8);
        Assert.Equal(("7", TimeSpan.FromSeconds(2.5)), (reader.LastId, reader.Retry));
        _ = reader.Push("id\n\n"u8);
        Assert.Equal("", reader.LastId);
    }

    [Fact]
    public void A_line_without_an_end_and_an_event_without_an_end_are_given_up()
    {
        var line = new ServerSentEventReader(100);
        _ = line.Push(new byte[100]);
        Assert.Equal(ThingFailure.TooBig, Assert.Throws<ThingException>(() => line.Push([1])).Failure);

        var one = new ServerSentEventReader(100);
        _ = Assert.Throws<ThingException>(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                _ = one.Push("data: some\n"u8);
            }
        });
        one.CheckInvariants();
    }
}
