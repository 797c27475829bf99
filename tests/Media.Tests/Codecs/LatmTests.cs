using Vedette.Media.Codecs.Aac;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

public sealed class LatmTests
{
    [Theory]
    [InlineData("40002410", 44100, 1, "1208")]                   // GStreamer: ends within
    [InlineData("400024203FC0", 44100, 2, "1210")]
    [InlineData("400028103FC0", 16000, 1, "1408")]
    public void A_set_up_is_understood(string hex, int rate, int channels, string configuration)
    {
        var config = LatmConfig.Read(Convert.FromHexString(hex))!;
        Assert.Equal((2, rate, channels, 1), (config.Audio.ObjectType, config.Audio.SampleRate, config.Audio.Channels, config.SubFrames));
        Assert.Equal(configuration, Convert.ToHexString(config.Configuration.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("40")]
    [InlineData("C0002410")]        // version 1A
    [InlineData("40102410")]        // two programs
    [InlineData("40022410")]        // two layers
    public void What_is_none_is_told(string hex) => Assert.Null(LatmConfig.Read(Convert.FromHexString(hex)));

    [Fact]
    public void Frames_without_set_up_in_band_are_cut_out()
    {
        using var track = Track("cpresent=0;config=400024203FC0");
        Assert.Equal((Codec.Aac, 44100, 2), (track.Format!.Codec, track.Format.SampleRate, track.Format.Channels));

        Assert.Equal([(5000u, "010203")], Push(track, 5000, marker: true, [3, 1, 2, 3]));
        Assert.Empty(Push(track, 6024, marker: false, [5, 1, 2]));
        Assert.Equal([(6024u, "0102030405")], Push(track, 6024, marker: true, [3, 4, 5]));
        var large = new byte[300];
        Assert.Equal([(7048u, Convert.ToHexString(large))], Push(track, 7048, marker: true, [255, 45, .. large]));
    }

    [Fact]
    public void A_torso_is_left_out_and_the_next_frame_is_whole()
    {
        using var track = Track("cpresent=0;config=400024203FC0");
        Assert.Empty(Push(track, 5000, marker: false, [5, 1, 2]));
        Assert.Empty(Push(track, 5000, marker: true, [4, 5], lost: 1));
        Assert.Empty(Push(track, 6024, marker: false, [5, 1, 2]));
        Assert.Equal([(7048u, "07")], Push(track, 7048, marker: true, [1, 7]));
        Assert.Empty(Push(track, 8072, marker: true, [9, 1]));
        Assert.Equal(1, track.Depacketizer.Malformed);
    }

    [Fact]
    public void A_set_up_in_band_makes_the_format_and_frames_are_found_at_any_bit()
    {
        using var track = Track("cpresent=1");
        Assert.Null(track.Format);
        Assert.Empty(Push(track, 1, marker: true, Bits("1", "00000001", "10101010")));           // before any set-up

        const string SetUp = "0" + "0" + "1" + "000000" + "0000" + "000" + "00010" + "1000" + "0001" + "000" + "000" + "11111111" + "0" + "0";
        var units = Push(track, 2, marker: true, Bits(SetUp, "00000010", "10101010", "01010101"));

        Assert.Equal([(2u, "AA55")], units);
        Assert.Equal((16000, 1, "1408"), (track.Format!.SampleRate, track.Format.Channels, Convert.ToHexString(track.Format.Configuration.Span)));
        var format = track.Format;
        Assert.Equal([(3u, "0F")], Push(track, 3, marker: true, Bits("1", "00000001", "00001111")));
        Assert.Equal([(4u, "F0")], Push(track, 4, marker: true, Bits(SetUp, "00000001", "11110000")));
        Assert.Same(format, track.Format);
        Assert.Equal(0, track.Depacketizer.Malformed);
    }

    [Theory]
    [InlineData("cpresent=0")]
    [InlineData("cpresent=0;config=zz")]
    public void Without_any_set_up_the_sound_is_left_out(string parameters) =>
        Assert.Null(RtspTrack.Of(SdpReader.Read($"m=audio 0 RTP/AVP 97\na=rtpmap:97 MP4A-LATM/44100\na=fmtp:97 {parameters}").Media[0]));

    [Fact]
    public void Any_bytes_do_no_harm()
    {
        var random = new Random(3);
        using var track = Track("cpresent=1;config=400024203FC0");
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            _ = Push(track, (uint)random.Next(3), random.Next(3) == 0, bytes, random.Next(10) == 0 ? 1 : 0);
        }
    }

    private static RtspTrack Track(string parameters) =>
        RtspTrack.Of(SdpReader.Read($"m=audio 0 RTP/AVP 97\na=rtpmap:97 MP4A-LATM/44100\na=fmtp:97 {parameters}").Media[0])!;

    private static byte[] Bits(params string[] parts) =>
        [.. string.Concat(parts).Chunk(8).Select(bits => Convert.ToByte(new string(bits).PadRight(8, '0'), 2))];

    private static List<(uint, string)> Push(RtspTrack track, uint timestamp, bool marker, byte[] payload, int lost = 0)
    {
        byte[] bytes = [0x80, (byte)(97 | (marker ? 0x80 : 0)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. payload];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), timestamp);
        Assert.True(RtpPacket.TryRead(bytes, out var packet));
        track.Depacketizer.Push(packet, lost);
        track.Depacketizer.CheckInvariants();
        var units = new List<(uint, string)>();
        while (track.Depacketizer.TryTake(out var unit))
        {
            units.Add((unit.Timestamp, Convert.ToHexString(unit.Rented.AsSpan(0, unit.Length))));
            UnitMemory.Return(unit.Rented);
        }

        return units;
    }
}
