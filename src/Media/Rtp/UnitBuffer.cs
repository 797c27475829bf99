using System.Buffers;
using System.Buffers.Binary;

namespace Vedette.Media.Rtp;

/// <summary>Growing memory for the unit being put together, rented from the shared pool.</summary>
internal sealed class UnitBuffer
{
    private const int FirstBytes = 16 * 1024;

    private byte[] _bytes = [];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public Span<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _bytes.Length - Length)
        {
            Grow(Length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Leaves 4 bytes for a length; gives their place.</summary>
    public int AppendLengthPlace()
    {
        var place = Length;
        Append([0, 0, 0, 0]);
        return place;
    }

    /// <summary>Writes the length of what follows <paramref name="place"/> into it.</summary>
    public void FillLength(int place) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(place), Length - place - 4);

    /// <summary>Forgets what was written from <paramref name="length"/> on.</summary>
    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Hands the memory over; the buffer is empty afterwards.</summary>
    public byte[] Detach()
    {
        var bytes = _bytes;
        (_bytes, Length) = ([], 0);
        return bytes;
    }

    /// <summary>Gives the memory back.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Detach());
        }
    }

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, Math.Max(FirstBytes, _bytes.Length * 2)));
        Written.CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
