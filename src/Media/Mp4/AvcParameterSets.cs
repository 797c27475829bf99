using System.Buffers.Binary;

namespace Vedette.Media.Mp4;

/// <summary>The parameter sets inside an AVCDecoderConfigurationRecord (ISO/IEC 14496-15 section 5.3.3.1).</summary>
internal static class AvcParameterSets
{
    private const int LongestLengthField = 4;

    /// <summary>
    /// All sequence and picture parameter sets as NAL units behind 4-byte lengths; empty when the record is damaged or its
    /// samples use shorter lengths.
    /// </summary>
    public static byte[] AsSample(ReadOnlySpan<byte> record)
    {
        if (record.Length < 6 || (record[4] & 3) + 1 != LongestLengthField)
        {
            return [];
        }

        var fields = new FieldReader(record[5..]);
        Span<byte> prefix = stackalloc byte[LongestLengthField];
        var sample = new List<byte>(record.Length + 16);
        foreach (var mask in (ReadOnlySpan<byte>)[0x1F, 0xFF])
        {
            var count = fields.UInt8() & mask;
            for (var i = 0; i < count; i++)
            {
                var length = fields.UInt16();
                BinaryPrimitives.WriteInt32BigEndian(prefix, length);
                sample.AddRange(prefix);
                sample.AddRange(fields.Take(length));
            }
        }

        return fields.Overrun ? [] : [.. sample];
    }
}
