using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.H264;

/// <summary>Cuts H.264 access units into RTP packets: single NAL unit packets, STAP-A and FU-A (RFC 6184 sections 5.6, 5.7.1 and 5.8).</summary>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet, at least 16; 1400 like a camera.</param>
/// <param name="parameterSets">NAL units behind their lengths, to go before key pictures that bring none; may be empty.</param>
public sealed class H264Packetizer(RtpPacketWriter packets, int maxPayloadBytes = 1400, ReadOnlyMemory<byte> parameterSets = default)
    : NalPacketizer(packets, maxPayloadBytes, parameterSets)
{
    private const int StapA = 24;
    private const int FuA = 28;
    private const int ImportanceBits = 0x60;
    private const int TypeBits = 0x1F;

    /// <inheritdoc/>
    protected override int HeaderBytes => 1;

    /// <inheritdoc/>
    protected override bool IsParameterSet(ReadOnlySpan<byte> nal) => (nal[0] & TypeBits) is NalType.SequenceParameters or NalType.PictureParameters;

    /// <inheritdoc/>
    protected override void JoinAggregate(Span<byte> header, ReadOnlySpan<byte> nal, bool isFirst)
    {
        // |F|NRI|  24  |  F if any has it, the highest NRI of all
        var so = isFirst ? 0 : header[0];
        header[0] = (byte)(((so | nal[0]) & 0x80) | Math.Max(so & ImportanceBits, nal[0] & ImportanceBits) | StapA);
    }

    /// <inheritdoc/>
    protected override int StartFragment(Span<byte> header, ReadOnlySpan<byte> nal, bool isFirst, bool isLast)
    {
        //  FU indicator        FU header
        // |F|NRI|  28     |   |S|E|R| type    |   fragment …
        header[0] = (byte)((nal[0] & ~TypeBits) | FuA);
        header[1] = (byte)((isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | (nal[0] & TypeBits));
        return 2;
    }
}
