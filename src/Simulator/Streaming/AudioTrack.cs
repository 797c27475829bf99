using System.Globalization;
using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Streaming;

/// <summary>Makes a track of sound: AAC by RFC 3640 (mode AAC-hbr, one frame a packet), G.711 by RFC 3551 (20 ms a packet).</summary>
internal static class AudioTrack
{
    private const byte AacPayloadType = 97;
    private const int AacRate = 16_000;
    private const int AacFrame = 1_024;
    private const int AdtsHeader = 7;
    private const int PcmRate = 8_000;
    private const int PcmFrame = 160;

    public static Track Load(ReadOnlyMemory<byte> stream, ClipAudio audio) => audio switch
    {
        ClipAudio.Aac => Aac(stream),
        ClipAudio.Pcmu => Pcm(stream, payloadType: 0, "PCMU"),
        ClipAudio.Pcma => Pcm(stream, payloadType: 8, "PCMA"),
        ClipAudio.None => throw new ArgumentException("There is no sound to load.", nameof(audio)),
    };

    private static Track Aac(ReadOnlyMemory<byte> adts)
    {
        List<MediaUnit> units = [];
        for (var rest = adts.Span; rest.Length > AdtsHeader;)
        {
            // ISO/IEC 14496-3 section 1.A.2.2: aac_frame_length is 13 bits from bit 30, header included.
            var length = ((rest[3] & 3) << 11) | (rest[4] << 3) | (rest[5] >> 5);
            var frame = rest[AdtsHeader..length];

            // RFC 3640 section 3.2.1: AU-headers-length in bits, then one AU header: 13 bits size, 3 bits index.
            units.Add(new MediaUnit((byte[])[0, 16, (byte)(frame.Length >> 5), (byte)(frame.Length << 3), .. frame], IsKey: true));
            rest = rest[length..];
        }

        return new Track
        {
            IsVideo = false,
            PayloadType = AacPayloadType,
            ClockRate = AacRate,
            TicksPerUnit = AacFrame,
            Units = units,

            // AudioSpecificConfig 1408: AAC-LC, 16 kHz, one channel.
            Sdp = string.Create(
                CultureInfo.InvariantCulture,
                $"m=audio 0 RTP/AVP {AacPayloadType}\r\na=rtpmap:{AacPayloadType} MPEG4-GENERIC/{AacRate}/1\r\n"
                + $"a=fmtp:{AacPayloadType} streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=1408\r\n"),
        };
    }

    private static Track Pcm(ReadOnlyMemory<byte> samples, byte payloadType, string name) => new()
    {
        IsVideo = false,
        PayloadType = payloadType,
        ClockRate = PcmRate,
        TicksPerUnit = PcmFrame,
        Units = [.. Enumerable.Range(0, samples.Length / PcmFrame).Select(i => new MediaUnit(samples.Slice(i * PcmFrame, PcmFrame), IsKey: true))],
        Sdp = string.Create(CultureInfo.InvariantCulture, $"m=audio 0 RTP/AVP {payloadType}\r\na=rtpmap:{payloadType} {name}/{PcmRate}\r\n"),
    };
}
