using System.Buffers.Binary;

namespace Vedette.Media.Mp4;

/// <summary>Writes boxes into one growing buffer that is used again and again (ISO/IEC 14496-12 section 4.2).</summary>
internal sealed class BoxWriter(int capacity)
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Opens a box; give the result to <see cref="End"/>.</summary>
    public int Start(uint type)
    {
        var start = Length;
        UInt32(0);
        UInt32(type);
        return start;
    }

    /// <summary>Opens a box that has a version and flags.</summary>
    public int Start(uint type, byte version, uint flags)
    {
        var start = Start(type);
        UInt32(((uint)version << 24) | flags);
        return start;
    }

    public void End(int start) => Patch(start, (uint)(Length - start));

    public void Patch(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(at), value);

    public void UInt8(byte value) => Take(1)[0] = value;

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    public void Int64(long value) => UInt64((ulong)value);

    public void Zeros(int count) => Take(count).Clear();

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Guid(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    private Span<byte> Take(int count)
    {
        if (Length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        }

        Length += count;
        return _buffer.AsSpan(Length - count, count);
    }
}
