using System.Buffers;
using System.Buffers.Binary;

namespace Vedette.Media.Matroska;

/// <summary>Writes EBML elements (RFC 8794): an id, a size in eight bytes, what is in it.</summary>
internal readonly ref struct EbmlWriter(IBufferWriter<byte> to)
{
    private const int SizeBytes = 8;

    /// <summary>Section 6.2: all ones mean "until it ends".</summary>
    private const ulong Unknown = 0x01FF_FFFF_FFFF_FFFF;
    private const ulong SizeMarker = 0x0100_0000_0000_0000;

    /// <summary>Bytes an element takes whose content is <paramref name="length"/> long.</summary>
    public static int Length(uint id, long length) => checked((int)(IdLength(id) + SizeBytes + length));

    public void Start(uint id, long length)
    {
        Id(id);
        Eight(SizeMarker | (ulong)length);
    }

    public void StartEndless(uint id)
    {
        Id(id);
        Eight(Unknown);
    }

    public void Number(uint id, ulong value)
    {
        Start(id, 8);
        Eight(value);
    }

    public void Bytes(uint id, ReadOnlySpan<byte> value)
    {
        Start(id, value.Length);
        to.Write(value);
    }

    private static int IdLength(uint id) => id switch { > 0xFF_FFFF => 4, > 0xFFFF => 3, > 0xFF => 2, _ => 1 };

    private void Id(uint id)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        to.Write(bytes[(4 - IdLength(id))..]);
    }

    private void Eight(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to.GetSpan(8), value);
        to.Advance(8);
    }
}
