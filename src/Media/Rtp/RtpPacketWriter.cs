using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Rtsp;

namespace Vedette.Media.Rtp;

/// <summary>Writes the RTP packets of one source as interleaved frames: consecutive sequence numbers, one source id (RFC 3550 section 5.1).</summary>
/// <param name="channel">The interleaved channel.</param>
/// <param name="payloadType">0 to 127.</param>
/// <param name="source">The synchronization source.</param>
/// <param name="firstSequence">Sequence number of the first packet.</param>
public sealed class RtpPacketWriter(byte channel, byte payloadType, uint source, ushort firstSequence = 0)
{
    /// <summary>Bytes of an RTP header without contributing sources.</summary>
    public const int HeaderBytes = 12;

    private const int FrameHeaderBytes = 4;
    private const int ReportBytes = 28;
    private const int MaxDescriptionBytes = 8 + 2 + 255 + 4;

    /// <summary>Sequence number of the next packet. Settable, so that a simulated camera can lose packets.</summary>
    public ushort Sequence { get; set; } = firstSequence;

    /// <summary>Packets written so far.</summary>
    public uint Packets { get; private set; }

    /// <summary>Payload bytes written so far.</summary>
    public uint PayloadBytes { get; private set; }

    /// <summary>Writes one packet whose payload is <paramref name="head"/> followed by <paramref name="payload"/>.</summary>
    /// <param name="timestamp">RTP time.</param>
    /// <param name="marker">The marker bit: last packet of an access unit.</param>
    /// <param name="head">Payload header; may be empty.</param>
    /// <param name="payload">Payload; together with <paramref name="head"/> at most 65 523 bytes.</param>
    /// <param name="to">Where to write.</param>
    public void Write(uint timestamp, bool marker, ReadOnlySpan<byte> head, ReadOnlySpan<byte> payload, IBufferWriter<byte> to)
    {
        var length = HeaderBytes + head.Length + payload.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ushort.MaxValue, nameof(payload));
        var span = to.GetSpan(FrameHeaderBytes + length);
        span[0] = (byte)'$';
        span[1] = channel;
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], (ushort)length);
        span[4] = 0x80;
        span[5] = (byte)(payloadType | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(span[6..], Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(span[8..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(span[12..], source);
        head.CopyTo(span[16..]);
        payload.CopyTo(span[(16 + head.Length)..]);
        to.Advance(FrameHeaderBytes + length);

        Sequence++;
        Packets++;
        PayloadBytes += (uint)(head.Length + payload.Length);
    }

    /// <summary>
    /// Writes an RTCP sender report (RFC 3550 section 6.4.1) on <paramref name="rtcpChannel"/>, saying that the RTP time
    /// <paramref name="timestamp"/> was at <paramref name="at"/>.
    /// </summary>
    /// <param name="rtcpChannel">The interleaved channel.</param>
    /// <param name="timestamp">RTP time.</param>
    /// <param name="at">The wall time of that RTP time.</param>
    /// <param name="to">Where to write.</param>
    /// <param name="name">The canonical name (section 6.5.1), ASCII, at most 255 characters: the same for all tracks of a session, so that receivers lay them side by side; empty for none.</param>
    public void WriteSenderReport(byte rtcpChannel, uint timestamp, DateTimeOffset at, IBufferWriter<byte> to, ReadOnlySpan<byte> name = default)
    {
        Span<byte> report = stackalloc byte[ReportBytes + MaxDescriptionBytes];
        report[0] = 0x80;
        report[1] = RtcpSenderReport.PacketType;
        BinaryPrimitives.WriteUInt16BigEndian(report[2..], 6);
        BinaryPrimitives.WriteUInt32BigEndian(report[4..], source);
        BinaryPrimitives.WriteUInt64BigEndian(report[8..], NtpTime.From(at));
        BinaryPrimitives.WriteUInt32BigEndian(report[16..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(report[20..], Packets);
        BinaryPrimitives.WriteUInt32BigEndian(report[24..], PayloadBytes);
        var length = ReportBytes + (name.IsEmpty ? 0 : WriteDescription(report[ReportBytes..], name));
        RtspMessage.WriteFrame(rtcpChannel, report[..length], to);
    }

    /// <summary>Writes that the source ends (RFC 3550 section 6.6), behind an empty receiver report as compound packets want it.</summary>
    public void WriteGoodbye(byte rtcpChannel, IBufferWriter<byte> to)
    {
        Span<byte> goodbye = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(goodbye, 0x80_C9_00_01);
        BinaryPrimitives.WriteUInt32BigEndian(goodbye[4..], source);
        BinaryPrimitives.WriteUInt32BigEndian(goodbye[8..], 0x81_CB_00_01);
        BinaryPrimitives.WriteUInt32BigEndian(goodbye[12..], source);
        RtspMessage.WriteFrame(rtcpChannel, goodbye, to);
    }

    /// <summary>A source description with nothing but the canonical name (RFC 3550 section 6.5); gives its length.</summary>
    private int WriteDescription(Span<byte> to, ReadOnlySpan<byte> name)
    {
        // | 0x81, 202, length16 | source | 1, length, name …, 0, padding to 4 |
        var length = (8 + 2 + name.Length + 1 + 3) / 4 * 4;
        to[..length].Clear();
        (to[0], to[1]) = (0x81, 202);
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)((length / 4) - 1));
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], source);
        (to[8], to[9]) = (1, (byte)name.Length);
        name.CopyTo(to[10..]);
        return length;
    }
}
