using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

/// <summary>Whatever happens to the sound, every picture is published, in time.</summary>
public sealed class AudioTroubleTests : IDisposable
{
    private const int PictureTicks = 3600;
    private static readonly DateTimeOffset Start = new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);

    private readonly H264Parameters _parameters = new();
    private readonly SourceCounters _counters = new();
    private readonly StreamHub _hub = new(HubLimits.Default);
    private readonly StreamCursor _cursor;
    private readonly List<UnitHeader> _units = [];

    public AudioTroubleTests()
    {
        _parameters.TakeText(FakeCamera.Sets);
        _cursor = _hub.OpenCursor();
    }

    public void Dispose()
    {
        _hub.End();
        _hub.Clear();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("late")]
    [InlineData("jumps")]
    [InlineData("stands still")]
    [InlineData("goes back")]
    [InlineData("wraps")]
    [InlineData("random")]
    [Trait("Req", "R-59")]
    public void Pictures_go_on_whatever_the_clock_of_the_sound_does(string trouble)
    {
        using var track = Aac();
        var assembler = new StreamAssembler(_parameters, track.Format, _counters);
        var random = new Random(3);
        for (var picture = 0; picture < 250; picture++)
        {
            var arrival = Start.AddMilliseconds(picture * 40);
            assembler.TakeVideo(new CodedUnit(UnitMemory.Rent(8), 8, (uint)(picture * PictureTicks), picture % 50 == 0, LostBefore: 0), arrival, _hub);
            var timestamp = unchecked((uint)(trouble switch
            {
                "jumps" => (picture * 640L) + (picture > 100 ? 1_000_000_000 : 0),
                "stands still" => 5,
                "goes back" => (250 - picture) * 640L,
                "wraps" => uint.MaxValue - (100 * 640L) + (picture * 640L),
                "random" => random.NextInt64(uint.MaxValue),
                _ => picture * 640L,
            }));
            if (trouble != "none" && (trouble != "late" || picture > 200))
            {
                assembler.TakeAudio(new CodedUnit(UnitMemory.Rent(8), 8, timestamp, IsKey: true, LostBefore: 0), arrival, _hub);
            }

            Read();
        }

        var pictures = _units.Where(unit => unit.Track == StreamFormat.VideoTrack).ToList();
        Assert.Equal(250, pictures.Count);
        Assert.Single(pictures.Select(unit => unit.Run).Distinct());
        Assert.All(pictures.Zip(pictures.Skip(1)), pair => Assert.Equal(PictureTicks, pair.Second.DecodeTicks - pair.First.DecodeTicks));
        var sounds = _units.Where(unit => unit.Track == StreamFormat.AudioTrack).ToList();
        Assert.All(sounds.Zip(sounds.Skip(1)), pair => Assert.True(pair.Second.DecodeTicks >= pair.First.DecodeTicks));
        Assert.All(sounds, sound => Assert.InRange(sound.WallTime, Start.AddSeconds(-1), Start.AddSeconds(21)));
    }

    [Fact]
    public void Broken_packets_of_sound_are_counted_and_nothing_else()
    {
        using var track = Aac();
        var random = new Random(9);
        for (var packet = 0; packet < 5000; packet++)
        {
            var bytes = new byte[12 + random.Next(60)];
            random.NextBytes(bytes);
            bytes[0] = 0x80;
            Assert.True(RtpPacket.TryRead(bytes, out var read));
            track.Depacketizer.Push(read, random.Next(5) == 0 ? 1 : 0);
            track.Depacketizer.CheckInvariants();
            while (track.Depacketizer.TryTake(out var unit))
            {
                UnitMemory.Return(unit.Rented);
            }
        }

        Assert.True(track.Depacketizer.Malformed > 1000);
    }

    [Fact]
    public void Sound_whose_set_up_comes_late_joins_with_the_next_key_picture()
    {
        var assembler = new StreamAssembler(_parameters, audio: null, _counters);
        using var track = Aac();
        for (var picture = 0; picture < 100; picture++)
        {
            var arrival = Start.AddMilliseconds(picture * 40);
            assembler.TakeVideo(new CodedUnit(UnitMemory.Rent(8), 8, (uint)(picture * PictureTicks), picture % 50 == 0, LostBefore: 0), arrival, _hub);
            assembler.AudioFormat = picture >= 20 ? track.Format : null;
            assembler.TakeAudio(new CodedUnit(UnitMemory.Rent(8), 8, (uint)(picture * 640), IsKey: true, LostBefore: 0), arrival, _hub);
            Read();
        }

        Assert.Equal(50, _units.Count(unit => unit.Track == StreamFormat.AudioTrack));
        Assert.Equal([null, track.Format], _units.Where(unit => unit.IsKey && unit.Track == StreamFormat.VideoTrack).Select(unit => unit.Format.Audio));
        Assert.Single(_units.Select(unit => unit.Run).Distinct());
    }

    [Fact]
    public void Metadata_of_onvif_and_other_sections_are_not_looked_at()
    {
        var tracks = TrackChoice.From(SdpReader.Read(
            "m=application 0 RTP/AVP 107\r\na=rtpmap:107 vnd.onvif.metadata/90000\r\n" + FakeCamera.Sdp
            + "m=application 0 RTP/AVP 108\r\na=rtpmap:108 vnd.onvif.metadata.gzip/90000\r\nm=audio 0 RTP/AVP 100\r\na=rtpmap:100 G726-32/8000\r\n"));
        Assert.Equal((Codec.H264, null, "G726-32"), (tracks.Video.Codec, tracks.Audio, tracks.IgnoredAudio));
        tracks.Video.Dispose();
    }

    private static RtspTrack Aac() =>
        RtspTrack.Of(SdpReader.Read("m=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/16000\r\na=fmtp:97 mode=AAC-hbr;config=1408").Media[0])!;

    private void Read()
    {
        while (_cursor.Read() is { Kind: ReadingKind.Unit, Unit: { } unit })
        {
            _units.Add(unit.Header);
            unit.Release();
        }
    }
}
