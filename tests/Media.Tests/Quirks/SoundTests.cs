using Vedette.Media.Tests.Quirks.Replaying;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>What cameras make of sound. Whatever it is, the pictures come.</summary>
public sealed class SoundTests
{
    [Theory]
    [InlineData("m=audio 0 RTP/AVP 8", 8, Codec.PcmA)]
    [InlineData("m=audio 0 RTP/AVP 0\na=rtpmap:0 PCMU/8000/1", 0, Codec.PcmMu)]
    [InlineData("m=audio 0 RTP/AVP 8\na=rtpmap:8 PCMU/8000/1\na=ptime:20\na=fmtp:8 vad=no", 8, Codec.PcmMu)]
    public async Task Quirk_28_G711_packets_of_any_length_are_taken(string audio, int type, Codec codec)
    {
        var packets = string.Join("\nstep\n", ((int[])[384, 1, 1000, 160, 320]).Select(samples => $"packet {new string('D', samples * 2)}"));
        var replay = await Replay.OfAsync("sound", ("audio", audio), ("type", $"{type}"), ("step", "160"), ("packets", packets));

        replay.HasAllPictures();
        Assert.Equal([384, 1, 1000, 160, 320], replay.Sounds.Select(sound => sound.Bytes.Length));
        Assert.Equal((codec, 8000), (replay.Sounds[0].Header.Format.Audio!.Codec, replay.Sounds[0].Header.Format.Audio!.SampleRate));
    }

    [Fact]
    public async Task Quirk_28_Aac_in_fragments_at_44100_samples_keeps_its_time()
    {
        var replay = await Replay.OfAsync(
            "sound",
            ("audio", "m=audio 0 RTP/AVP 97\na=rtpmap:97 mpeg4-generic/44100/2\na=fmtp:97 streamtype=5; mode=AAC-hbr; config=1210; SizeLength=13; IndexLength=3; IndexDeltaLength=3;"),
            ("type", "97"),
            ("step", "1024"),
            ("packets", """
                packet 0010 0030 0102
                packet mark 0010 0030 03040506
                step
                packet mark 0020 0010 0010 0A0B 0C0D
                step 2
                packet 0010 0020 0102
                step
                packet mark 0010 0010 0E0F
                """));

        replay.HasAllPictures();
        Assert.Equal(["010203040506", "0A0B", "0C0D", "0E0F"], replay.Sounds.Select(sound => Convert.ToHexString(sound.Bytes)));
        Assert.Equal([0, 1024, 2048, 4096], replay.Sounds.Select(sound => sound.Header.DecodeTicks - replay.Sounds[0].Header.DecodeTicks));
        var format = replay.Sounds[0].Header.Format.Audio!;
        Assert.Equal((Codec.Aac, 44_100, 44_100, 2), (format.Codec, format.SampleRate, format.ClockRate, format.Channels));
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 97\na=rtpmap:97 G726-32/8000", 0)]
    [InlineData("m=audio 0 RTP/AVP 97\na=rtpmap:97 mpeg4-generic/16000\na=fmtp:97 config=nonsense", 0)]
    [InlineData("m=audio 0 RTP/AVP 97\na=rtpmap:97 mpeg4-generic/16000\na=fmtp:97 mode=AAC-hbr;config=1408;sizelength=13;indexlength=3", 0)]
    public async Task Quirk_28_Sound_that_cannot_be_understood_never_stops_the_picture(string audio, int sounds)
    {
        var replay = await Replay.OfAsync("sound", ("audio", audio), ("type", "97"), ("step", "1024"), ("packets", "packet FFFF\npacket mark\npacket 00\nframe 2 00\nframe 2 AA"));

        Assert.Equal((10, sounds), (replay.Pictures.Count, replay.Sounds.Count));
        Assert.Equal((0, 0), (replay.Counters.Lost, replay.Counters.ClockJumps));
    }
}
