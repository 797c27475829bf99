using System.Globalization;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Codecs.Opus;
using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Streaming;

/// <summary>
/// Makes a track of sound: AAC by RFC 3640 (mode AAC-hbr, one frame a packet), G.711 by RFC 3551 (20 ms a packet), Opus by RFC 7587 (20 ms a
/// packet).
/// </summary>
internal static class AudioTrack
{
    private const byte PayloadType = 97;
    private const int AacRate = 16_000;
    private const int AacFrame = 1_024;
    private const int AdtsHeader = 7;
    private const int PcmRate = 8_000;
    private const int PcmFrame = 160;
    private const int OpusRate = 48_000;
    private const int OpusFrame = 960;

    public static Track Load(ReadOnlyMemory<byte> stream, ClipAudio audio) => audio switch
    {
        ClipAudio.Aac => Aac(stream),
        ClipAudio.Pcmu => Pcm(stream, payloadType: 0, "PCMU"),
        ClipAudio.Pcma => Pcm(stream, payloadType: 8, "PCMA"),
        ClipAudio.Opus => Opus(stream),
        ClipAudio.None => throw new ArgumentException("There is no sound to load.", nameof(audio)),
    };

    private static Track Aac(ReadOnlyMemory<byte> adts)
    {
        List<MediaUnit> units = [];
        for (var rest = adts; rest.Length > AdtsHeader;)
        {
            // ISO/IEC 14496-3 section 1.A.2.2: aac_frame_length is 13 bits from bit 30, header included.
            var header = rest.Span;
            var length = ((header[3] & 3) << 11) | (header[4] << 3) | (header[5] >> 5);
            units.Add(new MediaUnit(rest[AdtsHeader..length], IsKey: true));
            rest = rest[length..];
        }

        return new Track
        {
            IsVideo = false,
            PayloadType = PayloadType,
            ClockRate = AacRate,
            TicksPerUnit = AacFrame,
            Units = units,
            Packetizer = packets => new AacPacketizer(packets),

            // AudioSpecificConfig 1408: AAC-LC, 16 kHz, one channel.
            Sdp = string.Create(
                CultureInfo.InvariantCulture,
                $"m=audio 0 RTP/AVP {PayloadType}\r\na=rtpmap:{PayloadType} MPEG4-GENERIC/{AacRate}/1\r\n"
                + $"a=fmtp:{PayloadType} streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=1408\r\n"),
        };
    }

    private static Track Pcm(ReadOnlyMemory<byte> samples, byte payloadType, string name) => new()
    {
        IsVideo = false,
        PayloadType = payloadType,
        ClockRate = PcmRate,
        TicksPerUnit = PcmFrame,
        Units = [.. Enumerable.Range(0, samples.Length / PcmFrame).Select(i => new MediaUnit(samples.Slice(i * PcmFrame, PcmFrame), IsKey: true))],
        Packetizer = packets => new G711Packetizer(packets),
        Sdp = string.Create(CultureInfo.InvariantCulture, $"m=audio 0 RTP/AVP {payloadType}\r\na=rtpmap:{payloadType} {name}/{PcmRate}\r\n"),
    };

    private static Track Opus(ReadOnlyMemory<byte> ogg) => new()
    {
        IsVideo = false,
        PayloadType = PayloadType,
        ClockRate = OpusRate,
        TicksPerUnit = OpusFrame,
        Units = [.. OggPackets.Read(ogg).Select(packet => new MediaUnit(packet, IsKey: true))],
        Packetizer = packets => new OpusPacketizer(packets),
        Sdp = string.Create(CultureInfo.InvariantCulture, $"m=audio 0 RTP/AVP {PayloadType}\r\na=rtpmap:{PayloadType} opus/{OpusRate}/2\r\n"),
    };
}
