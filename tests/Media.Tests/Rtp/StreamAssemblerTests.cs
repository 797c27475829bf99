using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

public sealed class StreamAssemblerTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 10, 25, 0, 59, 0, TimeSpan.Zero);

    private static readonly TrackFormat Sound = new()
    {
        Kind = TrackKind.Audio,
        Codec = Codec.PcmA,
        ClockRate = 8000,
        Configuration = default,
        CodecString = "alaw",
        Channels = 1,
        SampleRate = 8000,
    };

    private readonly H264Parameters _parameters = new();
    private readonly SourceCounters _counters = new();
    private readonly StreamHub _hub = new(HubLimits.Default);
    private readonly StreamAssembler _assembler;
    private readonly StreamCursor _cursor;

    public StreamAssemblerTests() => (_assembler, _cursor) = (new StreamAssembler(_parameters, Sound, _counters), _hub.OpenCursor());

    public void Dispose()
    {
        _hub.End();
        _hub.Clear();
    }

    [Fact]
    public void Nothing_is_published_before_a_key_with_known_parameters()
    {
        Video(0, isKey: true);
        Audio(0);
        _parameters.TakeText(FakeCamera.Sets);
        Video(3600, isKey: false);
        Audio(320);
        Assert.Equal(ReadingKind.None, _cursor.Read().Kind);

        Video(7200, isKey: true);
        Audio(640);
        Assert.True(Next().IsKey);
        Assert.Equal(StreamFormat.AudioTrack, Next().Track);
    }

    [Fact]
    public void New_parameters_give_a_new_format_in_the_same_run()
    {
        _parameters.TakeText(FakeCamera.Sets);
        Video(0, isKey: true);
        Video(3600, isKey: true);
        _parameters.Take(Convert.FromHexString("67640028ACD9405005BB011000000300100000030320F1831960"));
        Video(7200, isKey: false);
        Video(10800, isKey: true);

        var (first, second, third, fourth) = (Next(), Next(), Next(), Next());
        Assert.Same(first.Format, second.Format);
        Assert.Same(first.Format, third.Format);
        Assert.NotSame(first.Format, fourth.Format);
        Assert.Equal("avc1.640028", fourth.Format.Video.CodecString);
        Assert.Same(first.Run, fourth.Run);
    }

    [Fact]
    public void A_jump_of_the_cameras_clock_loses_nothing_and_splits_the_run_at_the_next_key()
    {
        _parameters.TakeText(FakeCamera.Sets);
        Video(0, isKey: true, at: 0);
        Video(900_000_000, isKey: false, at: 40);
        Video(900_003_600, isKey: false, at: 80);
        Video(900_007_200, isKey: true, at: 120);
        Audio(5, at: 120);

        var units = (UnitHeader[])[Next(), Next(), Next(), Next()];
        Assert.Equal([0, 3600, 7200], units.Take(3).Select(unit => unit.DecodeTicks + unit.CompositionTicks - units[0].CompositionTicks));
        Assert.Same(units[0].Run, units[2].Run);
        Assert.NotEqual(units[0].Run.Id, units[3].Run.Id);
        Assert.Equal(0, units[3].DecodeTicks);
        Assert.Equal(Start.AddMilliseconds(120), units[3].WallTime);
        Assert.Equal(Start.AddMilliseconds(120), Next().WallTime);
        Assert.Equal(1, _counters.ClockJumps);
    }

    [Fact]
    public void Lost_packets_are_told_with_the_next_unit_that_is_published()
    {
        _parameters.TakeText(FakeCamera.Sets);
        Video(0, isKey: true);
        Video(3600, isKey: false, lost: 3);
        Assert.Equal(0, Next().PacketsLostBefore);
        Assert.Equal(3, Next().PacketsLostBefore);
    }

    private void Video(uint timestamp, bool isKey, int? at = null, int lost = 0) => _assembler.TakeVideo(
        new CodedUnit(UnitMemory.Rent(8), 8, timestamp, isKey, lost), Start.AddMilliseconds(at ?? (timestamp / 90.0)), _hub);

    private void Audio(uint timestamp, int? at = null) => _assembler.TakeAudio(
        new CodedUnit(UnitMemory.Rent(8), 8, timestamp, IsKey: true, 0), Start.AddMilliseconds(at ?? (timestamp / 8.0)), _hub);

    private UnitHeader Next()
    {
        var unit = _cursor.Read().Unit!;
        var header = unit.Header;
        unit.Release();
        return header;
    }
}
