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
    private static readonly TimeSpan Timed = TimeSpan.FromSeconds(10.5);

    private readonly Clock _time = new();
    private readonly CancellationTokenSource _over = new();
    private readonly List<StreamHub> _hubs = [];

    public void Dispose()
    {
        _over.Cancel();
        _time.Advance(TimeSpan.FromSeconds(1), static () => { });
        Assert.False(_time.Ticks);
        _hubs.ForEach(hub => hub.End());
        _hubs.ForEach(hub => hub.Clear());
        _over.Dispose();
    }

    [Fact]
    public void A_camera_is_read_thirty_times_a_second_while_its_run_is_timed_and_while_somebody_watches_and_ten_times_otherwise()
    {
        var link = Play();
        using var recorder = _hubs[0].OpenCursor(isPatient: true);
        Assert.Equal(303, ReadsIn(TimeSpan.FromSeconds(10), link), tolerance: 2);
        Assert.InRange(ReadsIn(TimeSpan.FromSeconds(0.5), link), 5, 16);

        Assert.Equal(101, ReadsIn(TimeSpan.FromSeconds(10), link), tolerance: 2);
        Assert.Equal(10, _time.RoundsASecond);
        using (_hubs[0].OpenCursor())
        {
            Assert.Equal(303, ReadsIn(TimeSpan.FromSeconds(10), link), tolerance: 4);
        }

        Assert.Equal(101, ReadsIn(TimeSpan.FromSeconds(10), link), tolerance: 4);
    }

    [Fact]
    public void A_quiet_camera_is_passed_over_while_another_one_is_watched()
    {
        var (quiet, watched) = (Play(), Play());
        using var viewer = _hubs[1].OpenCursor();
        _ = ReadsIn(Timed, quiet, watched);

        var before = watched.Turns;
        Assert.Equal(101, ReadsIn(TimeSpan.FromSeconds(10), quiet, watched), tolerance: 2);
        Assert.Equal(303, watched.Turns - before, tolerance: 2);
    }

    [Fact]
    public void A_socket_that_had_much_to_give_is_read_again_in_the_next_round()
    {
        var link = Play();
        _ = ReadsIn(Timed, link);

        // A picture of 240 KB is more than a quiet camera sends in a tenth of a second; what follows it may be on its way.
        link.PictureBytes = 240_000;

        Assert.Equal(303, ReadsIn(TimeSpan.FromSeconds(10), link), tolerance: 4);
    }

    private Link Play()
    {
        var (link, hub) = (new Link(), new StreamHub(HubLimits.Default));
        var description = SdpReader.Read(Encoding.ASCII.GetBytes(FakeCamera.Sdp));
        var ready = new RtspReady("rtsp://camera/live", FakeCamera.Sdp, description, TrackChoice.From(description), "OPTIONS");
        var dialogue = new RtspDialogue(link, new SourceEndpoint(new Uri("rtsp://camera/live"), null, null), _time);
        ReadPacer.For(_time).Join(new RtspPlaying(dialogue, ready, hub, new SourceCounters(), new SourceTimeouts(), _time, _over.Token));
        _hubs.Add(hub);
        return link;
    }

    /// <summary>How often the first was read; on all of them a picture arrives before every round.</summary>
    private int ReadsIn(TimeSpan length, params Link[] links)
    {
        var before = links[0].Turns;
        _time.Advance(length, () => Array.ForEach(links, link => link.Arrive()));
        return links[0].Turns - before;
    }

    /// <summary>A clock with one timer, which fires as it is moved.</summary>
    private sealed class Clock : TimeProvider, ITimer
    {
        private TimerCallback? _callback;
        private object? _state;
        private TimeSpan _now;
        private TimeSpan _due;
        private TimeSpan _period;

        public bool Ticks => _callback is not null;

        public int RoundsASecond => (int)(TimeSpan.FromSeconds(1) / _period);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000) + _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            _ = Change(dueTime, period);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            (_due, _period) = (_now + dueTime, period);
            return true;
        }

        public void Advance(TimeSpan length, Action beforeEach)
        {
            for (var end = _now + length; _callback is not null && _due <= end;)
            {
                (_now, _due) = (_due, _due + _period);
                beforeEach();
                _callback(_state);
            }
        }

        public void Dispose() => _callback = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
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
