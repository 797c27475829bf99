namespace Vedette.Media.Mp4;

/// <summary>What an <c>esds</c> box says of its stream (ISO/IEC 14496-1 section 7.2.6).</summary>
/// <param name="objectType">How the stream is coded (table 5); 0 when not found.</param>
/// <param name="specific">The decoder specific part; may be empty.</param>
internal readonly ref struct StreamDescriptor(byte objectType, ReadOnlySpan<byte> specific)
{
    public byte ObjectType { get; } = objectType;

    public ReadOnlySpan<byte> Specific { get; } = specific;

    /// <summary>Reads a box's content.</summary>
    public static StreamDescriptor Read(ReadOnlySpan<byte> esds)
    {
        const byte Stream = 3;
        const byte DecoderConfig = 4;
        const byte DecoderSpecific = 5;
        var fields = new FieldReader(esds);
        fields.Skip(4);
        byte objectType = 0;
        while (!fields.Overrun && fields.Left > 0)
        {
            var tag = fields.UInt8();
            var length = ReadLength(ref fields);
            switch (tag)
            {
                case Stream:
                    fields.Skip(3);
                    break;
                case DecoderConfig:
                    objectType = fields.UInt8();
                    fields.Skip(12);
                    break;
                case DecoderSpecific:
                    return new StreamDescriptor(objectType, fields.Take(length));
                default:
                    fields.Skip(length);
                    break;
            }
        }

        return new StreamDescriptor(objectType, default);
    }

    /// <summary>Section 8.3.3: seven bits a byte, at most four bytes.</summary>
    private static int ReadLength(ref FieldReader fields)
    {
        var length = 0;
        byte more = 0x80;
        for (var i = 0; i < 4 && (more & 0x80) != 0; i++)
        {
            more = fields.UInt8();
            length = (length << 7) | (more & 0x7F);
        }

        return length;
    }
}
