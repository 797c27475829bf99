using System.Buffers.Binary;

namespace Vedette.Media.Ts;

/// <summary>A transport stream packet (ISO/IEC 13818-1 section 2.4.3.2).</summary>
internal readonly ref struct TsPacket
{
    /// <summary>Bytes of every packet.</summary>
    public const int Length = 188;

    /// <summary>The first byte of every packet.</summary>
    public const byte Sync = 0x47;

    private TsPacket(int pid, bool isStart, int counter, ReadOnlySpan<byte> payload)
    {
        (Pid, IsStart, Counter) = (pid, isStart, counter);
        Payload = payload;
    }

    /// <summary>What it belongs to, 13 bits.</summary>
    public int Pid { get; }

    /// <summary>Whether a section or a PES packet starts in it.</summary>
    public bool IsStart { get; }

    /// <summary>Counts the packets with payload of its <see cref="Pid"/>, 0 to 15.</summary>
    public int Counter { get; }

    /// <summary>The payload; empty when it only carries an adaptation field.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads 188 bytes; false for a packet that is damaged, scrambled or broken.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out TsPacket packet)
    {
        packet = default;
        if (bytes.Length != Length || bytes[0] != Sync || (bytes[1] & 0x80) != 0 || (bytes[3] & 0xC0) != 0)
        {
            return false;
        }

        var start = (bytes[3] & 0x20) == 0 ? 4 : 5 + bytes[4];
        if (start > Length)
        {
            return false;
        }

        var hasPayload = (bytes[3] & 0x10) != 0;
        packet = new TsPacket(
            BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]) & 0x1FFF,
            (bytes[1] & 0x40) != 0,
            bytes[3] & 0x0F,
            hasPayload ? bytes[start..] : []);
        return true;
    }
}
