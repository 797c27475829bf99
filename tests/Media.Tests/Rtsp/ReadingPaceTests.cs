using System.Buffers;
using System.Net;
using System.Text;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>How many of the pacer's rounds read a camera's socket.</summary>
public sealed class ReadingPaceTests : IDisposable
{
    private const int Rounds = 300;

    private readonly Clock _time = new();
    private readonly Link _link = new();
    private readonly StreamHub _hub = new(HubLimits.Default);
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly RtspDialogue _dialogue;
    private readonly RtspPlaying _playing;

    public ReadingPaceTests()
    {
        var description = SdpReader.Read(Encoding.ASCII.GetBytes(FakeCamera.Sdp));
        var ready = new RtspReady("rtsp://camera/live", FakeCamera.Sdp, description, TrackChoice.From(description), "OPTIONS");
        _dialogue = new RtspDialogue(_link, new SourceEndpoint(new Uri("rtsp://camera/live"), null, null), _time);
        _playing = new RtspPlaying(_dialogue, ready, _hub, new SourceCounters(), new SourceTimeouts(), _time, CancellationToken.None);
    }

    public void Dispose()
    {
        _hub.End();
        _hub.Clear();
        _dialogue.Dispose();
    }

    [Fact]
    public void Every_round_reads_while_a_run_is_timed_and_while_somebody_watches_and_one_in_three_otherwise()
    {
        using var recorder = _hub.OpenCursor(isPatient: true);
        Assert.Equal(Rounds, ReadsOf(Rounds));
        _ = ReadsOf(10);

        Assert.Equal(Rounds / 3, ReadsOf(Rounds));
        using (_hub.OpenCursor())
        {
            Assert.Equal(Rounds, ReadsOf(Rounds));
        }

        Assert.Equal(Rounds / 3, ReadsOf(Rounds));
    }

    [Fact]
    public void A_socket_that_had_much_to_give_is_read_again_in_the_next_round()
    {
        _ = ReadsOf(Rounds + 10);

        // A picture of 120 KB is more than a quiet camera sends in a tenth of a second; what follows it may be on its way.
        _link.PictureBytes = 120_000;

        Assert.Equal(Rounds, ReadsOf(Rounds + 2), tolerance: 2);
    }

    private int ReadsOf(int rounds)
    {
        var before = _link.Turns;
        for (var round = 0; round < rounds; round++)
        {
            _time.Now += TimeSpan.FromMilliseconds(33.4);
            _link.Arrive();
            Assert.True(_playing.Turn(_buffer));
        }

        return _link.Turns - before;
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000) + Now;
    }

    /// <summary>A connection on which pictures arrive.</summary>
    private sealed class Link : IRtspLink
    {
        private readonly ArrayBufferWriter<byte> _arrived = new();
        private readonly H264Packetizer _packetizer = new(new RtpPacketWriter(0, 96, 1));
        private uint _timestamp;

        /// <summary>How often somebody came by.</summary>
        public int Turns { get; private set; }

        public int PictureBytes { get; set; } = 1000;

        public string Name => "test";

        public IPAddress LocalAddress => IPAddress.Loopback;

        public IPAddress CameraAddress => IPAddress.Loopback;

        public void Arrive()
        {
            var picture = new byte[PictureBytes];
            FakeCamera.Key.CopyTo(picture, 0);
            picture.AsSpan(FakeCamera.Key.Length).Fill(0x55);
            (picture[1], picture[2], picture[3]) = ((byte)((PictureBytes - 4) >> 16), (byte)((PictureBytes - 4) >> 8), (byte)(PictureBytes - 4));
            _packetizer.Write(picture, _timestamp += 3006, _arrived);
        }

        public int Receive(Span<byte> into)
        {
            var count = Math.Min(into.Length, _arrived.WrittenCount);
            _arrived.WrittenSpan[..count].CopyTo(into);
            var rest = _arrived.WrittenSpan[count..].ToArray();
            _arrived.ResetWrittenCount();
            _arrived.Write(rest);
            return count;
        }

        public void Send(ReadOnlySpan<byte> bytes)
        {
        }

        public void Flush() => Turns++;

        public void Dispose()
        {
        }
    }
}
