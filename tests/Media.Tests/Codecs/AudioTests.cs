using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class AudioTests
{
    [Theory]
    [InlineData("1408", 2, 16000, 1, 1024)]
    [InlineData("1210", 2, 44100, 2, 1024)]
    [InlineData("1190", 2, 48000, 2, 1024)]
    [InlineData("2B098800", 2, 24000, 1, 1024)]     // explicit SBR: 24 kHz core, 48 kHz out
    public void The_set_up_of_aac_is_understood(string hex, int type, int rate, int channels, int samples) =>
        Assert.Equal(new AudioSpecificConfig(type, rate, channels, samples), AudioSpecificConfig.Parse(Convert.FromHexString(hex)));

    [Fact]
    public void Several_aac_units_in_a_packet_get_their_own_times()
    {
        using var depacketizer = new AacDepacketizer(new AacHeaderLayout(13, 3), unitTicks: 1024);
        var units = Push(depacketizer, 5000, [0, 32, 0, 3 << 3, 0, 2 << 3, 1, 2, 3, 4, 5]);

        Assert.Equal([(5000u, "010203"), (6024u, "0405")], units);
    }

    [Fact]
    public void An_aac_unit_in_several_packets_is_put_together()
    {
        using var depacketizer = new AacDepacketizer(new AacHeaderLayout(13, 3), unitTicks: 1024);
        Assert.Empty(Push(depacketizer, 5000, [0, 16, 0, 5 << 3, 1, 2, 3]));
        Assert.Equal([(5000u, "0102030405")], Push(depacketizer, 5000, [0, 16, 0, 5 << 3, 4, 5]));
    }

    [Fact]
    public void Aac_headers_longer_than_the_packet_are_left_out()
    {
        using var depacketizer = new AacDepacketizer(new AacHeaderLayout(13, 3), unitTicks: 1024);
        Assert.Empty(Push(depacketizer, 1, [0xFF, 0xFF, 1, 2]));
        Assert.Empty(Push(depacketizer, 1, [0]));
        Assert.Equal(2, depacketizer.Malformed);
    }

    [Fact]
    public void G711_packets_of_any_length_are_taken()
    {
        using var depacketizer = new G711Depacketizer();
        Assert.Equal([(7u, "D5")], Push(depacketizer, 7, [0xD5]));
        Assert.Empty(Push(depacketizer, 8, []));
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 0", Codec.PcmMu, "ulaw", 8000)]
    [InlineData("m=audio 0 RTP/AVP 98\na=rtpmap:98 pcma/16000", Codec.PcmA, "alaw", 16000)]
    [InlineData("m=audio 0 RTP/AVP 97\na=rtpmap:97 mpeg4-generic/16000\na=fmtp:97 Mode=aac-HBR;config=1408;SizeLength=13", Codec.Aac, "mp4a.40.2", 16000)]
    public void Audio_tracks_are_recognized(string sdp, Codec codec, string name, int rate)
    {
        using var track = RtspTrack.Of(SdpReader.Read(sdp).Media[0]);
        Assert.Equal((codec, name, rate, 1), (track!.Format!.Codec, track.Format.CodecString, track.Format.SampleRate, track.Format.Channels));
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 98\na=rtpmap:98 G726-32/8000")]
    [InlineData("m=audio 0 RTP/AVP 97\na=rtpmap:97 MPEG4-GENERIC/16000\na=fmtp:97 config=nonsense")]
    public void Other_audio_is_left_out(string sdp) => Assert.Null(RtspTrack.Of(SdpReader.Read(sdp).Media[0]));

    private static List<(uint Timestamp, string Bytes)> Push(Depacketizer depacketizer, uint timestamp, byte[] payload)
    {
        byte[] bytes = [0x80, 0x80, 0, 0, (byte)(timestamp >> 24), (byte)(timestamp >> 16), (byte)(timestamp >> 8), (byte)timestamp, 0, 0, 0, 1, .. payload];
        Assert.True(RtpPacket.TryRead(bytes, out var packet));
        depacketizer.Push(packet, lost: 0);
        depacketizer.CheckInvariants();
        var units = new List<(uint, string)>();
        while (depacketizer.TryTake(out var unit))
        {
            units.Add((unit.Timestamp, Convert.ToHexString(unit.Rented, 0, unit.Length)));
            UnitMemory.Return(unit.Rented);
        }

        return units;
    }
}
