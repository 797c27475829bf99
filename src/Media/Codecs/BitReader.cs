namespace Vedette.Media.Codecs;

/// <summary>Reads bits, most significant first. Past the end it gives zeros and remembers that it <see cref="Failed"/>.</summary>
/// <param name="bytes">What to read.</param>
/// <param name="isNal">Whether to leave out emulation prevention bytes (ITU-T H.264 section 7.4.1): the 3 of each 00 00 03.</param>
internal ref struct BitReader(ReadOnlySpan<byte> bytes, bool isNal = false)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private int _bit;
    private int _zeros;

    /// <summary>Whether more was read than there is, or a number was no number.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bits read so far, those left out included.</summary>
    public readonly int Position => (8 * _at) + _bit;

    public bool Flag() => Bits(1) != 0;

    /// <summary>Reads at most 32 bits.</summary>
    public uint Bits(int count)
    {
        uint value = 0;
        for (; count > 0; count--)
        {
            value = (value << 1) | Bit();
        }

        return value;
    }

    public void Skip(int count)
    {
        for (; count > 0 && !Failed; count--)
        {
            _ = Bit();
        }
    }

    /// <summary>Exp-Golomb, unsigned: ue(v) of ITU-T H.264 section 9.1.</summary>
    public uint Unsigned()
    {
        var zeros = 0;
        while (Bit() == 0)
        {
            if (++zeros > 31 || Failed)
            {
                Failed = true;
                return 0;
            }
        }

        return (1u << zeros) - 1 + Bits(zeros);
    }

    /// <summary>Exp-Golomb, signed: se(v).</summary>
    public int Signed()
    {
        var code = Unsigned();
        return (code & 1) == 0 ? -(int)(code >> 1) : (int)((code >> 1) + 1);
    }

    private uint Bit()
    {
        if (_bit == 0 && isNal && _zeros >= 2 && _at < _bytes.Length && _bytes[_at] == 3)
        {
            _at++;
            _zeros = 0;
        }

        if (_at >= _bytes.Length)
        {
            Failed = true;
            return 0;
        }

        var bit = (uint)(_bytes[_at] >> (7 - _bit)) & 1;
        if (++_bit == 8)
        {
            _zeros = _bytes[_at] == 0 ? _zeros + 1 : 0;
            _bit = 0;
            _at++;
        }

        return bit;
    }
}
