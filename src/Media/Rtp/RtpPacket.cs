using System.Buffers.Binary;

namespace Vedette.Media.Rtp;

/// <summary>A view of an RTP packet (RFC 3550 section 5.1); contributing sources, extension and padding are taken off the payload.</summary>
public readonly ref struct RtpPacket
{
    //  0                   1                   2                   3
    //  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    // |V=2|P|X|  CC   |M|     PT      |       sequence number         |
    // |                           timestamp                           |
    // |           synchronization source (SSRC) identifier            |
    private const int HeaderBytes = 12;

    private RtpPacket(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> payload)
    {
        Marker = (bytes[1] & 0x80) != 0;
        PayloadType = (byte)(bytes[1] & 0x7F);
        Sequence = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        Timestamp = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        Source = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        Payload = payload;
    }

    /// <summary>The marker bit: last packet of a picture, if the camera means it.</summary>
    public bool Marker { get; }

    /// <summary>0 to 127.</summary>
    public byte PayloadType { get; }

    /// <summary>The sequence number.</summary>
    public ushort Sequence { get; }

    /// <summary>RTP time, wrapping.</summary>
    public uint Timestamp { get; }

    /// <summary>The synchronization source.</summary>
    public uint Source { get; }

    /// <summary>What is carried; may be empty.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads a packet; false when the bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out RtpPacket packet)
    {
        packet = default;
        if (bytes.Length < HeaderBytes || bytes[0] >> 6 != 2)
        {
            return false;
        }

        var start = HeaderBytes + (4 * (bytes[0] & 0x0F));
        if ((bytes[0] & 0x10) != 0)
        {
            if (bytes.Length < start + 4)
            {
                return false;
            }

            start += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(bytes[(start + 2)..]));
        }

        var end = bytes.Length - ((bytes[0] & 0x20) != 0 ? bytes[^1] : 0);
        if (end < start)
        {
            return false;
        }

        packet = new RtpPacket(bytes, bytes[start..end]);
        return true;
    }
}
