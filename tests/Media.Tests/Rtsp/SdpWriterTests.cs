using Vedette.Media.Codecs.H264;
using Vedette.Media.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class SdpWriterTests
{
    [Fact]
    public void A_description_is_read_back_as_what_it_describes()
    {
        var video = FakeVideo();
        var sound = Track(Codec.Aac, 48_000, 2, [0x11, 0x90]);

        var read = SdpReader.Read(SdpWriter.Write("Yard\r\nm=video 1", new StreamFormat(video, sound), session: 7));

        Assert.Equal("Yard m=video 1", read.Name);
        var (picture, audio) = (read.Media[0], read.Media[1]);
        Assert.Equal(("video", "H264", 96, 90_000, "trackID=0"), (picture.Kind, picture.Encoding, picture.PayloadType, picture.ClockRate, picture.Control));
        Assert.Equal(FakeCamera.Sets, picture.Parameters["sprop-parameter-sets"]);
        Assert.Equal(("audio", "MPEG4-GENERIC", 97, 48_000, 2), (audio.Kind, audio.Encoding, audio.PayloadType, audio.ClockRate, audio.Channels));
        Assert.Equal("1190", audio.Parameters["config"]);
    }

    [Theory]
    [InlineData(Codec.PcmMu, 8000, 1, 0, "PCMU")]
    [InlineData(Codec.PcmA, 8000, 1, 8, "PCMA")]
    [InlineData(Codec.PcmA, 16_000, 1, 97, "PCMA")]
    [InlineData(Codec.Opus, 48_000, 1, 97, "OPUS")]
    public void Sound_has_its_static_payload_type_where_there_is_one(Codec codec, int rate, int channels, int type, string encoding)
    {
        var format = new StreamFormat(FakeVideo(), Track(codec, rate, channels, []));

        var audio = SdpReader.Read(SdpWriter.Write("Yard", format, session: 7)).Media[1];

        Assert.Equal((type, encoding, rate), (audio.PayloadType, audio.Encoding, audio.ClockRate));
    }

    [Fact]
    public void Parameter_sets_of_h265_go_by_their_kind()
    {
        byte[] hevc = [.. new byte[22], 3, 0x20, 0, 1, 0, 3, 64, 1, 5, 0x21, 0, 1, 0, 3, 66, 1, 6, 0x22, 0, 1, 0, 3, 68, 1, 7];
        var video = new TrackFormat { Kind = TrackKind.Video, Codec = Codec.H265, ClockRate = 90_000, Configuration = hevc, CodecString = "" };

        var read = SdpReader.Read(SdpWriter.Write("Yard", new StreamFormat(video), session: 7)).Media[0];

        Assert.Equal("H265", read.Encoding);
        Assert.Equal(
            (Convert.ToBase64String([64, 1, 5]), Convert.ToBase64String([66, 1, 6]), Convert.ToBase64String([68, 1, 7])),
            (read.Parameters["sprop-vps"], read.Parameters["sprop-sps"], read.Parameters["sprop-pps"]));
    }

    private static TrackFormat FakeVideo()
    {
        var parameters = new H264Parameters();
        parameters.TakeText(FakeCamera.Sets);
        return parameters.Format!;
    }

    private static TrackFormat Track(Codec codec, int rate, int channels, byte[] configuration) => new()
    {
        Kind = TrackKind.Audio,
        Codec = codec,
        ClockRate = rate,
        Configuration = configuration,
        CodecString = "",
        Channels = channels,
        SampleRate = rate,
    };
}
