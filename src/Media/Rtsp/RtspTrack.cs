using Vedette.Media.Codecs;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Codecs.Opus;
using Vedette.Media.Rtp;
using Vedette.Media.Units;

namespace Vedette.Media.Rtsp;

/// <summary>A track that was chosen from a description: how its packets become units.</summary>
internal sealed class RtspTrack : IDisposable
{
    private RtspTrack(MediaDescription media, Codec codec, Depacketizer depacketizer) =>
        (Media, Codec, Depacketizer, Receiver) = (media, codec, depacketizer, new RtpReceiver(media.PayloadType, media.ClockRate));

    public MediaDescription Media { get; }

    public Codec Codec { get; }

    public RtpReceiver Receiver { get; }

    public Depacketizer Depacketizer { get; }

    /// <summary>What is known of a video track's configuration; null for audio.</summary>
    public VideoParameters? Parameters { get; private init; }

    /// <summary>The format of an audio track; null for video, whose parameters tell, and for sound that brings its own and has not come yet.</summary>
    public TrackFormat? Format
    {
        get => Depacketizer.AudioFormat ?? field;
        private init;
    }

    public bool IsVideo => Parameters is not null;

    /// <summary>The interleaved channel of the packets; reports are on the next.</summary>
    public byte Channel { get; set; }

    /// <summary>The UDP ports the packets come to, or null when they come interleaved.</summary>
    public UdpPair? Ports { get; set; }

    /// <summary>The track of a media section, or null when its codec is not supported.</summary>
    public static RtspTrack? Of(MediaDescription media) => (media.Kind, media.Encoding) switch
    {
        ("video", "H264") => H264(media),
        ("video", "H265" or "HEVC") => H265(media),
        ("video", "JPEG") => Mjpeg(media),
        ("audio", "PCMU") => G711(media, Codec.PcmMu, "ulaw"),
        ("audio", "PCMA") => G711(media, Codec.PcmA, "alaw"),
        ("audio", "MPEG4-GENERIC") => Aac(media),
        ("audio", "MP4A-LATM") => Latm(media),
        ("audio", "OPUS") => Opus(media),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Depacketizer.Dispose();
        Ports?.Dispose();
    }

    private static RtspTrack H264(MediaDescription media)
    {
        var parameters = new H264Parameters();
        if (media.Parameters.TryGetValue("sprop-parameter-sets", out var sets))
        {
            parameters.TakeText(sets);
        }

        return new RtspTrack(media, Codec.H264, new H264Depacketizer(parameters)) { Parameters = parameters };
    }

    /// <summary>Null when pictures are sent in another order than they are decoded in (RFC 7798 section 4.5), which no camera is known to do.</summary>
    private static RtspTrack? H265(MediaDescription media)
    {
        if (media.Parameters.TryGetValue("sprop-max-don-diff", out var text) && int.TryParse(text, out var difference) && difference > 0)
        {
            return null;
        }

        var parameters = new H265Parameters();
        foreach (var name in (ReadOnlySpan<string>)["sprop-vps", "sprop-sps", "sprop-pps"])
        {
            parameters.TakeText(media.Parameters.GetValueOrDefault(name, ""));
        }

        return new RtspTrack(media, Codec.H265, new H265Depacketizer(parameters)) { Parameters = parameters };
    }

    private static RtspTrack Mjpeg(MediaDescription media)
    {
        var parameters = new MjpegParameters();
        var size = media is { Width: > 0, Height: > 0 } ? new JpegHeader(media.Width, media.Height) : (JpegHeader?)null;
        return new RtspTrack(media, Codec.Mjpeg, new MjpegDepacketizer(parameters, size)) { Parameters = parameters };
    }

    /// <summary>Stereo unless the camera says otherwise: a decoder makes two channels of one, while one of two would lose something.</summary>
    private static RtspTrack Opus(MediaDescription media) =>
        new(media, Codec.Opus, new OpusDepacketizer())
        {
            Format = OpusTrack.Format(media.Parameters.GetValueOrDefault("sprop-stereo", "1") == "0" ? 1 : 2),
        };

    private static RtspTrack G711(MediaDescription media, Codec codec, string name) =>
        new(media, codec, new G711Depacketizer())
        {
            Format = new TrackFormat
            {
                Kind = TrackKind.Audio,
                Codec = codec,
                ClockRate = media.ClockRate,
                Configuration = ReadOnlyMemory<byte>.Empty,
                CodecString = name,
                Channels = media.Channels,
                SampleRate = media.ClockRate,
            },
        };

    private static RtspTrack? Aac(MediaDescription media)
    {
        var bytes = BytesOf(media.Parameters.GetValueOrDefault("config", ""));
        if (bytes is null || AudioSpecificConfig.Parse(bytes) is not { } config)
        {
            return null;
        }

        var isLowBitRate = media.Parameters.GetValueOrDefault("mode", "").Equals("AAC-lbr", StringComparison.OrdinalIgnoreCase);
        var layout = new AacHeaderLayout(
            Number(media, "sizelength", isLowBitRate ? 6 : 13, least: 1),
            Number(media, "indexlength", isLowBitRate ? 2 : 3, least: 0));
        var usualTicks = (int)((long)config.FrameSamples * media.ClockRate / config.SampleRate);
        var ticks = media.Parameters.TryGetValue("constantDuration", out var text) && int.TryParse(text, out var given) && given is > 0 and < 65536
            ? given
            : Math.Max(1, usualTicks);
        return new RtspTrack(media, Codec.Aac, new AacDepacketizer(layout, ticks))
        {
            Format = AacTrack.Format(config, bytes, media.ClockRate),
        };
    }

    /// <summary>RFC 6416 section 7.3: the set-up is in the description, in the stream (cpresent), or in both.</summary>
    private static RtspTrack? Latm(MediaDescription media)
    {
        var isInBand = media.Parameters.GetValueOrDefault("cpresent", "1") != "0";
        var described = BytesOf(media.Parameters.GetValueOrDefault("config", "")) is { } bytes ? LatmConfig.Read(bytes) : null;
        return described is null && !isInBand
            ? null
            : new RtspTrack(media, Codec.Aac, new LatmDepacketizer(media.ClockRate, described, isInBand));
    }

    private static int Number(MediaDescription media, string name, int usual, int least) =>
        media.Parameters.TryGetValue(name, out var text) && int.TryParse(text, out var number) && number >= least && number <= 16
            ? number
            : usual;

    private static byte[]? BytesOf(string hex)
    {
        if (hex.Length is < 4 or > 128 || hex.Length % 2 != 0)
        {
            return null;
        }

        var bytes = new byte[hex.Length / 2];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }
}
