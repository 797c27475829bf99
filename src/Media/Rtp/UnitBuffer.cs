using System.Buffers.Binary;

namespace Vedette.Media.Rtp;

/// <summary>Memory for the unit being put together: grows to the largest unit of the track and stays, within reason.</summary>
internal sealed class UnitBuffer
{
    private const int FirstBytes = 32 * 1024;
    private const int MaxKeptBytes = 1 << 20;

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
            Array.Resize(ref _bytes, Math.Max(Length + bytes.Length, Math.Max(FirstBytes, _bytes.Length * 2)));
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

    /// <summary>Forgets the first <paramref name="length"/> bytes; what is behind moves to the start.</summary>
    public void RemoveStart(int length)
    {
        if (length == Length)
        {
            Clear();
            return;
        }

        _bytes.AsSpan(length, Length - length).CopyTo(_bytes);
        Length -= length;
    }

    /// <summary>Forgets all, and gives memory back that only a freak unit needs.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MaxKeptBytes)
        {
            _bytes = [];
        }
    }
}
