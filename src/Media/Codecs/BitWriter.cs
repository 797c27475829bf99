namespace Vedette.Media.Codecs;

/// <summary>Writes bits, most significant first, into one growing buffer that is used again and again.</summary>
internal sealed class BitWriter(int capacity)
{
    private byte[] _buffer = new byte[capacity];
    private int _length;
    private ulong _pending;
    private int _pendingBits;

    /// <summary>The whole bytes written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Clear() => (_length, _pending, _pendingBits) = (0, 0, 0);

    /// <summary>Writes the low <paramref name="count"/> bits of <paramref name="value"/>, at most 32.</summary>
    public void Bits(uint value, int count)
    {
        _pending = (_pending << count) | (value & ((1UL << count) - 1));
        _pendingBits += count;
        while (_pendingBits >= 8)
        {
            _pendingBits -= 8;
            Append((byte)(_pending >> _pendingBits));
        }
    }

    /// <summary>Writes <paramref name="zeros"/> zeros and a one.</summary>
    public void Unary(uint zeros)
    {
        for (; zeros >= 31; zeros -= 31)
        {
            Bits(0, 31);
        }

        Bits(1, (int)zeros + 1);
    }

    /// <summary>Fills up to the next whole byte with zeros.</summary>
    public void Align() => Bits(0, (8 - _pendingBits) & 7);

    private void Append(byte value)
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        _buffer[_length++] = value;
    }
}
