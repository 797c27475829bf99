using System.Buffers.Binary;
using System.Numerics;

namespace Vedette.Media.Mp4;

/// <summary>
/// A <c>uuid</c> box before a fragment with a checksum of it, so that after a power cut it can be told from one of which the disk
/// got only some sectors: extended type (16 bytes), CRC-32C (RFC 3720 appendix B.4) of the fragment's offset in the file (8 bytes,
/// big-endian) and of all its bytes behind this box (4). Players pass it over (ISO/IEC 14496-12 section 4.2).
/// </summary>
public static class FragmentSeal
{
    /// <summary>Bytes of the box.</summary>
    public const int Length = 8 + 16 + 4;

    private static readonly Guid ExtendedType = new("7665646e-7474-4534-9c5e-467261675365");

    /// <summary>Writes the box.</summary>
    /// <param name="box">At least <see cref="Length"/> bytes.</param>
    /// <param name="offset">Where in the file the box will start.</param>
    /// <param name="parts">The fragment that follows.</param>
    public static void Write(Span<byte> box, long offset, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        BinaryPrimitives.WriteInt32BigEndian(box, Length);
        BinaryPrimitives.WriteUInt32BigEndian(box[4..], BoxType.Uuid);
        _ = ExtendedType.TryWriteBytes(box[8..], bigEndian: true, out _);
        var checksum = Begin(offset);
        for (var part = 0; part < parts.Count; part++)
        {
            checksum = Add(checksum, parts[part].Span);
        }

        BinaryPrimitives.WriteUInt32BigEndian(box[24..], ~checksum);
    }

    /// <summary>Whether <paramref name="box"/> starts with such a box.</summary>
    internal static bool Is(ReadOnlySpan<byte> box) =>
        box.Length >= Length
        && BinaryPrimitives.ReadInt32BigEndian(box) == Length
        && BinaryPrimitives.ReadUInt32BigEndian(box[4..]) == BoxType.Uuid
        && new Guid(box[8..24], bigEndian: true) == ExtendedType;

    /// <summary>The checksum before any byte of the fragment.</summary>
    internal static uint Begin(long offset) => BitOperations.Crc32C(uint.MaxValue, BinaryPrimitives.ReverseEndianness((ulong)offset));

    internal static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            checksum = BitOperations.Crc32C(checksum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var single in bytes)
        {
            checksum = BitOperations.Crc32C(checksum, single);
        }

        return checksum;
    }

    internal static bool Closes(ReadOnlySpan<byte> box, uint checksum) => BinaryPrimitives.ReadUInt32BigEndian(box[24..]) == ~checksum;
}
