using System.Buffers;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Codecs.Opus;
using Vedette.Media.Rtp;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs;

/// <summary>Cuts the units of one track into RTP packets: the way back of a depacketizer. Closed set, one for each codec that cameras send.</summary>
/// <remarks>Allocates nothing for a unit. Written packets are interleaved frames, whatever way they go: the frame's length tells where a packet ends.</remarks>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet, 16 to 65 523.</param>
public abstract class Packetizer(RtpPacketWriter packets, int maxPayloadBytes)
{
    /// <summary>
    /// Payload that makes a packet of 1420 bytes with the headers of RTP, UDP and IPv6: what a WireGuard tunnel and PPPoE lines
    /// carry whole.
    /// </summary>
    public const int UsualPayloadBytes = 1360;

    /// <summary>Writes the packets.</summary>
    protected RtpPacketWriter Packets => packets;

    /// <summary>Most payload bytes of a packet.</summary>
    protected int MaxPayloadBytes { get; } = maxPayloadBytes is >= 16 and <= 65_523
        ? maxPayloadBytes
        : throw new ArgumentOutOfRangeException(nameof(maxPayloadBytes));

    /// <summary>Writes a unit; its last packet has the marker bit where the payload format wants one.</summary>
    /// <param name="unit">The bytes, as <see cref="AccessUnit"/> keeps them.</param>
    /// <param name="timestamp">RTP time of presentation.</param>
    /// <param name="to">Where to write the interleaved frames.</param>
    /// <exception cref="ArgumentException">The bytes are no unit of this codec.</exception>
    public abstract void Write(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to);

    /// <summary>Writes a unit where decoding can start. What a decoder needs besides goes before it, unless the unit brings it along.</summary>
    /// <inheritdoc cref="Write"/>
    public virtual void WriteKey(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to) => Write(unit, timestamp, to);

    /// <summary>The packetizer of a track; null when RTP has no payload format for its codec (FLAC).</summary>
    /// <param name="track">The track.</param>
    /// <param name="packets">Writes the packets.</param>
    /// <param name="maxPayloadBytes">Most payload bytes of a packet.</param>
    public static Packetizer? For(TrackFormat track, RtpPacketWriter packets, int maxPayloadBytes = UsualPayloadBytes) => track.Codec switch
    {
        Codec.H264 => new H264Packetizer(packets, maxPayloadBytes, DecoderParameters.AsUnit(track)),
        Codec.H265 => new H265Packetizer(packets, maxPayloadBytes, DecoderParameters.AsUnit(track)),
        Codec.Mjpeg => new MjpegPacketizer(packets, maxPayloadBytes),
        Codec.Aac => new AacPacketizer(packets, maxPayloadBytes),
        Codec.PcmMu or Codec.PcmA => new G711Packetizer(packets, track.Channels, maxPayloadBytes),
        Codec.Opus => new OpusPacketizer(packets, maxPayloadBytes),
        Codec.Flac => null,
    };
}
