using System.Buffers.Binary;

namespace Vedette.Recording.Playback;

/// <summary>Turns a stored picture into the byte stream a decoder takes without a container (ITU-T H.264 annex B).</summary>
internal static class AnnexB
{
    private static ReadOnlySpan<byte> StartCode => [0, 0, 0, 1];

    /// <summary>Parameter sets of an AVCDecoderConfigurationRecord, then the picture's NAL units. Damaged ends are left out.</summary>
    public static byte[] Write(ReadOnlySpan<byte> configuration, ReadOnlySpan<byte> picture)
    {
        var stream = new MemoryStream(configuration.Length + picture.Length + 64);
        WriteParameterSets(stream, configuration);
        while (picture.Length > 4)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture);
            if (length == 0 || length > picture.Length - 4)
            {
                break;
            }

            stream.Write(StartCode);
            stream.Write(picture.Slice(4, (int)length));
            picture = picture[(4 + (int)length)..];
        }

        return stream.ToArray();
    }

    /// <summary>ISO/IEC 14496-15 section 5.3.3.1: counts of five and eight bits, each set behind its length in two bytes.</summary>
    private static void WriteParameterSets(MemoryStream stream, ReadOnlySpan<byte> configuration)
    {
        var rest = configuration.Length > 5 ? configuration[5..] : default;
        foreach (var mask in (ReadOnlySpan<byte>)[0x1F, 0xFF])
        {
            var count = rest.IsEmpty ? 0 : rest[0] & mask;
            rest = rest.IsEmpty ? rest : rest[1..];
            for (var i = 0; i < count && rest.Length >= 2; i++)
            {
                var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
                if (length > rest.Length - 2)
                {
                    return;
                }

                stream.Write(StartCode);
                stream.Write(rest.Slice(2, length));
                rest = rest[(2 + length)..];
            }
        }
    }
}
