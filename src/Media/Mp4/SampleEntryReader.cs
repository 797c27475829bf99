using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Reads what <see cref="SampleEntryBox"/> writes.</summary>
internal static class SampleEntryReader
{
    private const int VisualFields = 78;
    private const int AudioFields = 28;

    /// <summary>The track's format, or null when the entry is of a kind we do not record, or damaged.</summary>
    public static TrackFormat? Read(ReadOnlySpan<byte> bytes, Box entry, int clockRate) => entry.Type switch
    {
        BoxType.Avc1 or BoxType.Avc3 => ReadAvc(bytes, entry, clockRate),
        BoxType.Mp4a => ReadAac(bytes, entry, clockRate),
        BoxType.Ulaw => ReadAudio(bytes, entry, clockRate, Codec.PcmMu, "ulaw"),
        BoxType.Alaw => ReadAudio(bytes, entry, clockRate, Codec.PcmA, "alaw"),
        _ => null,
    };

    private static TrackFormat? ReadAvc(ReadOnlySpan<byte> bytes, Box entry, int clockRate)
    {
        var fields = new FieldReader(entry.Content(bytes));
        fields.Skip(24);
        var (width, height) = (fields.UInt16(), fields.UInt16());
        if (fields.Overrun || entry.End - entry.ContentStart < VisualFields)
        {
            return null;
        }

        foreach (var child in Box.Walk(bytes, entry.ContentStart + VisualFields, entry.End))
        {
            var configuration = child.Content(bytes);
            if (child.Type == BoxType.AvcC && configuration.Length >= 7)
            {
                return new TrackFormat
                {
                    Kind = TrackKind.Video,
                    Codec = Codec.H264,
                    ClockRate = clockRate,
                    Configuration = configuration.ToArray(),
                    CodecString = $"avc1.{Convert.ToHexStringLower(configuration[1..4])}",
                    Width = width,
                    Height = height,
                };
            }
        }

        return null;
    }

    private static TrackFormat? ReadAac(ReadOnlySpan<byte> bytes, Box entry, int clockRate)
    {
        if (entry.End - entry.ContentStart < AudioFields)
        {
            return null;
        }

        foreach (var child in Box.Walk(bytes, entry.ContentStart + AudioFields, entry.End))
        {
            if (child.Type == BoxType.Esds && AudioSpecificConfig(child.Content(bytes)) is { IsEmpty: false } configuration)
            {
                var objectType = configuration[0] >> 3;
                return ReadAudio(bytes, entry, clockRate, Codec.Aac, $"mp4a.40.{objectType}") is { } format
                    ? format with
                    {
                        Configuration = configuration.ToArray(),
                        SampleRate = format.SampleRate > 0 ? format.SampleRate : clockRate,
                    }
                    : null;
            }
        }

        return null;
    }

    private static TrackFormat? ReadAudio(ReadOnlySpan<byte> bytes, Box entry, int clockRate, Codec codec, string codecString)
    {
        var fields = new FieldReader(entry.Content(bytes));
        fields.Skip(16);
        var channels = fields.UInt16();
        fields.Skip(6);
        var sampleRate = fields.UInt32() >> 16;
        return fields.Overrun
            ? null
            : new TrackFormat
            {
                Kind = TrackKind.Audio,
                Codec = codec,
                ClockRate = clockRate,
                Configuration = ReadOnlyMemory<byte>.Empty,
                CodecString = codecString,
                Channels = channels,
                SampleRate = (int)sampleRate,
            };
    }

    /// <summary>The decoder specific info inside the ES descriptor (ISO/IEC 14496-1 section 7.2.6.5); empty when not found.</summary>
    private static ReadOnlySpan<byte> AudioSpecificConfig(ReadOnlySpan<byte> esds)
    {
        const byte Stream = 3;
        const byte DecoderConfig = 4;
        const byte DecoderSpecific = 5;
        var fields = new FieldReader(esds);
        fields.Skip(4);
        while (!fields.Overrun && fields.Left > 0)
        {
            var tag = fields.UInt8();
            var length = 0;
            byte more = 0x80;
            for (var i = 0; i < 4 && (more & 0x80) != 0; i++)
            {
                more = fields.UInt8();
                length = (length << 7) | (more & 0x7F);
            }

            switch (tag)
            {
                case Stream:
                    fields.Skip(3);
                    break;
                case DecoderConfig:
                    fields.Skip(13);
                    break;
                case DecoderSpecific:
                    return fields.Take(length);
                default:
                    fields.Skip(length);
                    break;
            }
        }

        return default;
    }
}
