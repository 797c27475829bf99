using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.Mjpeg;

/// <summary>
/// JPEG pictures as RTP packets (RFC 2435 section 3.1): the scan, behind a short header that stands for the picture's own headers,
/// and the quantization tables in each picture's first packet.
/// </summary>
/// <remarks>
/// The payload format knows baseline pictures of three components, 4:2:0 or 4:2:2, with the usual Huffman tables, up to 2040 × 2040. Any other picture is left out and
/// counted.
/// </remarks>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet, at least 200.</param>
public sealed class MjpegPacketizer(RtpPacketWriter packets, int maxPayloadBytes = Packetizer.UsualPayloadBytes) : Packetizer(packets, maxPayloadBytes)
{
    private const int MainHeaderBytes = 8;
    private const int RestartHeaderBytes = 4;
    private const int TablesHeaderBytes = 4;
    private const int TablesBytes = 2 * JpegPicture.TableBytes;
    private const byte TablesInBand = 255;
    private const byte WithRestarts = 64;

    /// <summary>Pictures that the payload format cannot carry.</summary>
    public long LeftOut { get; private set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPayloadBytes, 200);
        if (!JpegPicture.TryRead(unit, out var picture))
        {
            LeftOut++;
            return;
        }

        // |       0       |            fragment offset                    |
        // |     type      |       Q       |   width / 8   |  height / 8   |
        // | restart interval              |F|L|       restart count       |  types 64 to 127
        // |       0       |   precision   |     length of the tables      |  in the first packet
        Span<byte> header = stackalloc byte[MainHeaderBytes + RestartHeaderBytes + TablesHeaderBytes + TablesBytes];
        header.Clear();
        var length = MainHeaderBytes;
        header[4] = (byte)(picture.Type | (picture.RestartInterval > 0 ? WithRestarts : 0));
        header[5] = TablesInBand;
        header[6] = (byte)((picture.Width + 7) / 8);
        header[7] = (byte)((picture.Height + 7) / 8);
        if (picture.RestartInterval > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(header[length..], picture.RestartInterval);
            BinaryPrimitives.WriteUInt16BigEndian(header[(length + 2)..], ushort.MaxValue);
            length += RestartHeaderBytes;
        }

        var later = length;
        BinaryPrimitives.WriteUInt16BigEndian(header[(length + 2)..], TablesBytes);
        picture.LumaTable.CopyTo(header[(length + TablesHeaderBytes)..]);
        picture.ChromaTable.CopyTo(header[(length + TablesHeaderBytes + JpegPicture.TableBytes)..]);
        length += TablesHeaderBytes + TablesBytes;

        for (var at = 0; at < picture.Scan.Length; length = later)
        {
            // The offset has 24 bits; the first byte of the word is the type-specific one, which is 0.
            BinaryPrimitives.WriteInt32BigEndian(header, at);
            var piece = picture.Scan.Slice(at, Math.Min(picture.Scan.Length - at, MaxPayloadBytes - length));
            at += piece.Length;
            Packets.Write(timestamp, marker: at == picture.Scan.Length, header[..length], piece, to);
        }
    }
}
