using System.Buffers.Binary;
using System.Text;

namespace Vedette.Recording.Sealing;

/// <summary>
/// The bytes of a ZIP archive (APPNOTE 6.3) around the files: stored, one behind the other, no descriptors, no comments, no
/// times, ZIP64 fields only where a number needs them. From the same files follow the same bytes, so that a reader can
/// tell every byte that is not as it should be.
/// </summary>
internal static class ArchiveLayout
{
    public const uint LocalSignature = 0x04034B50;
    public const uint CentralSignature = 0x02014B50;
    public const uint EndSignature = 0x06054B50;
    public const uint End64Signature = 0x06064B50;

    public const int FixedLocalLength = 30;
    public const int LongestName = 200;

    private const int FixedCentralLength = 46;
    private const int EndLength = 22;
    private const int End64Length = 56;
    private const int LocatorLength = 20;
    private const uint LocatorSignature = 0x07064B50;
    private const ushort Wide = 1; // header id of the ZIP64 extra field
    private const ushort Version = 20;
    private const ushort WideVersion = 45;
    private const ushort FirstDay = 0x21; // 1980-01-01: the format has no "none"

    public static int LocalHeaderLength(string name, long size) => FixedLocalLength + name.Length + (IsWide(size) ? 20 : 0);

    /// <summary>What stands before a file.</summary>
    public static byte[] LocalHeader(ArchiveEntry entry)
    {
        var bytes = new byte[LocalHeaderLength(entry.Name, entry.Size)];
        var fields = new Fields(bytes);
        fields.UInt32(LocalSignature);
        fields.UInt16(IsWide(entry.Size) ? WideVersion : Version);
        Describe(ref fields, entry);
        fields.UInt16(IsWide(entry.Size) ? 20 : 0);
        fields.Text(entry.Name);
        if (IsWide(entry.Size))
        {
            fields.UInt16(Wide);
            fields.UInt16(16);
            fields.UInt64(entry.Size);
            fields.UInt64(entry.Size);
        }

        return bytes;
    }

    /// <summary>What stands behind the files: the directory and its end, piece by piece.</summary>
    /// <param name="entries">The files, in their order.</param>
    /// <param name="start">Where the last file ends.</param>
    public static IEnumerable<byte[]> Tail(IReadOnlyList<ArchiveEntry> entries, long start)
    {
        var length = 0L;
        foreach (var header in entries.Select(CentralHeader))
        {
            length += header.Length;
            yield return header;
        }

        yield return End(entries.Count, start, length);
    }

    private static byte[] CentralHeader(ArchiveEntry entry)
    {
        var wideCount = (IsWide(entry.Size) ? 2 : 0) + (IsWide(entry.Offset) ? 1 : 0);
        var extra = wideCount == 0 ? 0 : 4 + (8 * wideCount);
        var bytes = new byte[FixedCentralLength + entry.Name.Length + extra];
        var fields = new Fields(bytes);
        fields.UInt32(CentralSignature);
        fields.UInt16(wideCount > 0 ? WideVersion : Version);
        fields.UInt16(wideCount > 0 ? WideVersion : Version);
        Describe(ref fields, entry);
        fields.UInt16(extra);
        fields.UInt16(0); // comment
        fields.UInt16(0); // disk
        fields.UInt16(0); // internal attributes
        fields.UInt32(0); // external attributes
        fields.UInt32(Narrow(entry.Offset));
        fields.Text(entry.Name);
        if (wideCount > 0)
        {
            fields.UInt16(Wide);
            fields.UInt16(8 * wideCount);
            if (IsWide(entry.Size))
            {
                fields.UInt64(entry.Size);
                fields.UInt64(entry.Size);
            }

            if (IsWide(entry.Offset))
            {
                fields.UInt64(entry.Offset);
            }
        }

        return bytes;
    }

    private static byte[] End(int count, long start, long length)
    {
        var isWide = count >= ushort.MaxValue || IsWide(start) || IsWide(length);
        var bytes = new byte[(isWide ? End64Length + LocatorLength : 0) + EndLength];
        var fields = new Fields(bytes);
        if (isWide)
        {
            fields.UInt32(End64Signature);
            fields.UInt64(End64Length - 12);
            fields.UInt16(WideVersion);
            fields.UInt16(WideVersion);
            fields.UInt32(0);
            fields.UInt32(0);
            fields.UInt64(count);
            fields.UInt64(count);
            fields.UInt64(length);
            fields.UInt64(start);
            fields.UInt32(LocatorSignature);
            fields.UInt32(0);
            fields.UInt64(start + length);
            fields.UInt32(1);
        }

        fields.UInt32(EndSignature);
        fields.UInt16(0);
        fields.UInt16(0);
        fields.UInt16(Math.Min(count, ushort.MaxValue));
        fields.UInt16(Math.Min(count, ushort.MaxValue));
        fields.UInt32(Narrow(length));
        fields.UInt32(Narrow(start));
        fields.UInt16(0); // comment
        return bytes;
    }

    private static void Describe(ref Fields fields, ArchiveEntry entry)
    {
        fields.UInt16(0); // flags
        fields.UInt16(0); // stored
        fields.UInt16(0); // time
        fields.UInt16(FirstDay);
        fields.UInt32(entry.Crc);
        fields.UInt32(Narrow(entry.Size));
        fields.UInt32(Narrow(entry.Size));
        fields.UInt16(entry.Name.Length);
    }

    private static bool IsWide(long number) => number >= uint.MaxValue;

    private static uint Narrow(long number) => IsWide(number) ? uint.MaxValue : (uint)number;

    private ref struct Fields(Span<byte> bytes)
    {
        private Span<byte> _rest = bytes;

        public void UInt16(int value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_rest, (ushort)value);
            _rest = _rest[2..];
        }

        public void UInt32(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_rest, value);
            _rest = _rest[4..];
        }

        public void UInt64(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_rest, value);
            _rest = _rest[8..];
        }

        public void Text(string name) => _rest = _rest[Encoding.ASCII.GetBytes(name, _rest)..];
    }
}
