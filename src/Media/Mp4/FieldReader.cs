using System.Buffers.Binary;

namespace Vedette.Media.Mp4;

/// <summary>Reads fields one after the other. Behind the end everything is 0 and <see cref="Overrun"/> tells.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public bool Overrun { get; private set; }

    public readonly int Left => _bytes.Length - Position;

    public byte UInt8() => Take(1) is { IsEmpty: false } field ? field[0] : (byte)0;

    public ushort UInt16() => Take(2) is { IsEmpty: false } field ? BinaryPrimitives.ReadUInt16BigEndian(field) : (ushort)0;

    public uint UInt32() => Take(4) is { IsEmpty: false } field ? BinaryPrimitives.ReadUInt32BigEndian(field) : 0;

    public ulong UInt64() => Take(8) is { IsEmpty: false } field ? BinaryPrimitives.ReadUInt64BigEndian(field) : 0;

    public void Skip(int count) => Take(count);

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
        {
            (Overrun, Position) = (true, _bytes.Length);
            return default;
        }

        Position += count;
        return _bytes.Slice(Position - count, count);
    }
}
