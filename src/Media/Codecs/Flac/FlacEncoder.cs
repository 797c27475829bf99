using System.Buffers.Binary;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs.Flac;

/// <summary>Encodes samples of 16 bits as FLAC frames (RFC 9639), without loss. Small and quick rather than dense.</summary>
/// <remarks>One writer. Blocks may be of any length within the limits: each frame says the number of its first sample.</remarks>
public sealed class FlacEncoder
{
    /// <summary>Samples (of each channel) in a block at least (RFC 9639 section 8.2).</summary>
    public const int FewestSamples = 16;

    /// <summary>Samples (of each channel) in a block at most; within the streamable subset (section 7).</summary>
    public const int MostSamples = 4096;

    // Section 9.1.2 and below: a block size in 16 bits and a bit depth of 16.
    private const uint BlockSizeInSixteenBits = 0b0111;
    private const uint SixteenBitSamples = 0b100;

    private readonly BitWriter _bits = new(MostSamples * 2);
    private readonly int[] _channel = new int[MostSamples];
    private readonly int[] _residual = new int[MostSamples];
    private readonly int _channels;
    private readonly int _sampleRate;
    private long _samples;

    /// <summary>Creates an encoder.</summary>
    /// <param name="sampleRate">Samples per second, 1 to 65 535.</param>
    /// <param name="channels">Channels, 1 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is outside its range.</exception>
    public FlacEncoder(int sampleRate, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 8);
        (_sampleRate, _channels) = (sampleRate, channels);
        Format = new TrackFormat
        {
            Kind = TrackKind.Audio,
            Codec = Codec.Flac,
            ClockRate = sampleRate,
            Configuration = StreamInformation(sampleRate, channels),
            CodecString = "flac",
            Channels = channels,
            SampleRate = sampleRate,
        };
    }

    /// <summary>The track the frames belong to; its configuration is the body of the STREAMINFO block (section 8.2), 34 bytes.</summary>
    public TrackFormat Format { get; }

    /// <summary>Encodes one block.</summary>
    /// <param name="interleaved">The samples of all channels in turn; <see cref="FewestSamples"/> to <see cref="MostSamples"/> of each.</param>
    /// <returns>The frame; valid until the next call.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Too few, too many, or not the same number for each channel.</exception>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<short> interleaved)
    {
        var (count, odd) = Math.DivRem(interleaved.Length, _channels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(odd, 0, nameof(interleaved));
        ArgumentOutOfRangeException.ThrowIfLessThan(count, FewestSamples, nameof(interleaved));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostSamples, nameof(interleaved));

        _bits.Clear();
        WriteHeader(count);
        for (var channel = 0; channel < _channels; channel++)
        {
            for (var i = 0; i < count; i++)
            {
                _channel[i] = interleaved[(i * _channels) + channel];
            }

            FlacSubframe.Write(_bits, _channel.AsSpan(0, count), _residual);
        }

        _bits.Align();
        _bits.Bits(FlacChecksum.SixteenBits(_bits.Written), 16);
        _samples += count;
        return _bits.Written;
    }

    private static byte[] StreamInformation(int sampleRate, int channels)
    {
        var block = new byte[34];
        BinaryPrimitives.WriteUInt16BigEndian(block, FewestSamples);
        BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(2), MostSamples);

        // Smallest and largest frame, the number of samples and their MD5 stay 0: not known.
        var rest = ((ulong)sampleRate << 44) | ((ulong)(channels - 1) << 41) | (15UL << 36);
        BinaryPrimitives.WriteUInt64BigEndian(block.AsSpan(10), rest);
        return block;
    }

    /// <summary>
    /// Section 9.1: sync code and "blocks of different sizes", block size, sample rate, channels, bit depth, first sample, check sum.
    /// </summary>
    private void WriteHeader(int count)
    {
        _bits.Bits(0xFFF9, 16);
        _bits.Bits(BlockSizeInSixteenBits, 4);
        _bits.Bits(SampleRateCode, 4);
        _bits.Bits((uint)_channels - 1, 4);
        _bits.Bits(SixteenBitSamples, 3);
        _bits.Bits(0, 1);
        WriteNumber(_samples & 0xF_FFFF_FFFF);
        _bits.Bits((uint)count - 1, 16);
        if (SampleRateCode == 0b1101)
        {
            _bits.Bits((uint)_sampleRate, 16);
        }

        _bits.Bits(FlacChecksum.Eight(_bits.Written), 8);
    }

    private uint SampleRateCode => _sampleRate switch
    {
        8000 => 0b0100,
        16_000 => 0b0101,
        32_000 => 0b1000,
        44_100 => 0b1001,
        48_000 => 0b1010,
        _ => 0b1101,
    };

    /// <summary>Section 9.1.5: as UTF-8 codes a character, but up to 36 bits in seven bytes.</summary>
    private void WriteNumber(long number)
    {
        if (number < 0x80)
        {
            _bits.Bits((uint)number, 8);
            return;
        }

        // n bytes carry 5n + 1 bits: 7 - n in the first, 6 in each that follows.
        var bytes = 2;
        while (number >> ((5 * bytes) + 1) != 0)
        {
            bytes++;
        }

        var left = 6 * (bytes - 1);
        _bits.Bits((0xFF00u >> bytes) | (uint)(number >> left), 8);
        while (left > 0)
        {
            left -= 6;
            _bits.Bits(0x80 | ((uint)(number >> left) & 0x3F), 8);
        }
    }
}
