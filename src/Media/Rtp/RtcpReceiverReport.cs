using System.Buffers.Binary;

namespace Vedette.Media.Rtp;

/// <summary>Writes receiver reports: a compound of report and source description, as RFC 3550 section 6.1 wants it.</summary>
internal static class RtcpReceiverReport
{
    /// <summary>Most bytes <see cref="Write"/> writes.</summary>
    public const int MaxBytes = 52;

    /// <summary>The packet type of a receiver report.</summary>
    public const byte PacketType = 201;

    private const byte SourceDescription = 202;
    private const byte CanonicalName = 1;

    /// <summary>Writes a report of one source, or of none; gives its length.</summary>
    /// <param name="to">At least <see cref="MaxBytes"/>.</param>
    /// <param name="reporter">Our own synchronization source.</param>
    /// <param name="report">What arrived, or null before anything did.</param>
    public static int Write(Span<byte> to, uint reporter, ReceptionReport? report)
    {
        // |V=2|P|   RC    |   PT=201      |  length in words - 1  |  SSRC of the reporter  |  report blocks of 6 words
        to[0] = (byte)(0x80 | (report is null ? 0 : 1));
        to[1] = PacketType;
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)(report is null ? 1 : 7));
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], reporter);
        var length = 8;
        if (report is { } block)
        {
            BinaryPrimitives.WriteUInt32BigEndian(to[8..], block.Source);
            BinaryPrimitives.WriteInt32BigEndian(to[12..], (block.FractionLost << 24) | (block.Lost & 0xFFFFFF));
            BinaryPrimitives.WriteUInt32BigEndian(to[16..], block.HighestSequence);
            BinaryPrimitives.WriteUInt32BigEndian(to[20..], block.Jitter);
            BinaryPrimitives.WriteUInt32BigEndian(to[24..], block.LastReport);
            BinaryPrimitives.WriteUInt32BigEndian(to[28..], block.SinceLastReport);
            length = 32;
        }

        return length + WriteDescription(to[length..], reporter);
    }

    /// <summary>One chunk with the canonical name (RFC 3550 section 6.5.1), ended by zeros up to a whole word.</summary>
    private static int WriteDescription(Span<byte> to, uint reporter)
    {
        var name = "vedette"u8;
        to[..20].Clear();
        to[0] = 0x81;
        to[1] = SourceDescription;
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], 4);
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], reporter);
        to[8] = CanonicalName;
        to[9] = (byte)name.Length;
        name.CopyTo(to[10..]);
        return 20;
    }
}
