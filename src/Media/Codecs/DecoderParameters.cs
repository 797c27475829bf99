using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs;

/// <summary>Takes the parameter sets out of a track's configuration, for those who want them as NAL units.</summary>
public static class DecoderParameters
{
    /// <summary>
    /// The parameter sets of an H.264 track (AVCDecoderConfigurationRecord, ISO/IEC 14496-15 section 5.3.3.1) or an H.265 track
    /// (HEVCDecoderConfigurationRecord, section 8.3.3.1) as NAL units, each behind its length in 4 bytes big-endian; empty for
    /// other codecs and for a configuration that is damaged.
    /// </summary>
    public static byte[] AsUnit(TrackFormat track)
    {
        var sets = new ArrayBufferWriter<byte>(256);
        var record = track.Configuration.Span;
        var isWhole = track.Codec switch
        {
            Codec.H264 => TryAvc(record, sets),
            Codec.H265 => TryHevc(record, sets),
            _ => false,
        };
        return isWhole ? sets.WrittenSpan.ToArray() : [];
    }

    // | version | profile, compatibility, level | lengthSize | 111 count SPS | (length16, SPS) … | count PPS | (length16, PPS) … |
    private static bool TryAvc(ReadOnlySpan<byte> record, ArrayBufferWriter<byte> sets)
    {
        if (record.Length < 7)
        {
            return false;
        }

        var rest = record[6..];
        if (!TryTake(record[5] & 0x1F, ref rest, sets) || rest.IsEmpty)
        {
            return false;
        }

        var pictureSets = rest[0];
        rest = rest[1..];
        return TryTake(pictureSets, ref rest, sets);
    }

    // | 22 bytes | arrays | for each: completeness and type | count16 | (length16, NAL unit) … |
    private static bool TryHevc(ReadOnlySpan<byte> record, ArrayBufferWriter<byte> sets)
    {
        const int ArraysAt = 22;
        if (record.Length <= ArraysAt)
        {
            return false;
        }

        var rest = record[(ArraysAt + 1)..];
        for (var array = record[ArraysAt]; array > 0; array--)
        {
            if (rest.Length < 3)
            {
                return false;
            }

            var count = BinaryPrimitives.ReadUInt16BigEndian(rest[1..]);
            rest = rest[3..];
            if (!TryTake(count, ref rest, sets))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryTake(int count, ref ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> sets)
    {
        for (; count > 0; count--)
        {
            var length = rest.Length < 2 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (length > rest.Length - 2 || length == 0)
            {
                return false;
            }

            BinaryPrimitives.WriteInt32BigEndian(sets.GetSpan(4), length);
            sets.Advance(4);
            sets.Write(rest.Slice(2, length));
            rest = rest[(2 + length)..];
        }

        return true;
    }
}
