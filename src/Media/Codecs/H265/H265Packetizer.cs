using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.H265;

/// <summary>
/// Cuts H.265 access units into RTP packets: single NAL unit packets, aggregation and fragmentation packets (RFC 7798 sections
/// 4.4.1 to 4.4.3), without decoding order numbers.
/// </summary>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet, at least 16.</param>
/// <param name="parameterSets">NAL units behind their lengths, to go before key pictures that bring none; may be empty.</param>
public sealed class H265Packetizer(
    RtpPacketWriter packets, int maxPayloadBytes = Packetizer.UsualPayloadBytes, ReadOnlyMemory<byte> parameterSets = default)
    : NalPacketizer(packets, maxPayloadBytes, parameterSets)
{
    // |F| type (6) | layer (6) | temporal id + 1 (3) |
    private const int VideoParameters = 32;
    private const int PictureParameters = 34;
    private const int Aggregation = 48;
    private const int Fragmentation = 49;

    /// <inheritdoc/>
    protected override int HeaderBytes => 2;

    /// <inheritdoc/>
    protected override bool IsParameterSet(ReadOnlySpan<byte> nal) => TypeOf(nal) is >= VideoParameters and <= PictureParameters;

    /// <inheritdoc/>
    protected override void JoinAggregate(Span<byte> header, ReadOnlySpan<byte> nal, bool isFirst)
    {
        // F if any has it, the lowest layer and the lowest temporal id of all.
        var layer = isFirst ? LayerOf(nal) : Math.Min(LayerOf(header), LayerOf(nal));
        var temporal = isFirst ? nal[1] & 7 : Math.Min(header[1] & 7, nal[1] & 7);
        var forbidden = ((isFirst ? 0 : header[0]) | nal[0]) & 0x80;
        header[0] = (byte)(forbidden | (Aggregation << 1) | (layer >> 5));
        header[1] = (byte)((layer << 3) | temporal);
    }

    /// <inheritdoc/>
    protected override int StartFragment(Span<byte> header, ReadOnlySpan<byte> nal, bool isFirst, bool isLast)
    {
        header[0] = (byte)((nal[0] & 0x81) | (Fragmentation << 1));
        header[1] = nal[1];
        header[2] = (byte)((isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | TypeOf(nal));
        return 3;
    }

    private static int TypeOf(ReadOnlySpan<byte> nal) => (nal[0] >> 1) & 0x3F;

    private static int LayerOf(ReadOnlySpan<byte> nal) => ((nal[0] & 1) << 5) | (nal[1] >> 3);
}
