using Vedette.Media.Codecs.H265;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Reads what <see cref="SampleEntryBox"/> writes.</summary>
internal static class SampleEntryReader
{
    private const int VisualFields = 78;
    private const int AudioFields = 28;
    private const string MjpegCodecString = "mp4v.6C";

    /// <summary>The track's format, or null when the entry is of a kind we do not record, or damaged.</summary>
    public static TrackFormat? Read(ReadOnlySpan<byte> bytes, Box entry, int clockRate) => entry.Type switch
    {
        BoxType.Avc1 or BoxType.Avc3 => ReadAvc(bytes, entry, clockRate),
        BoxType.Hvc1 or BoxType.Hev1 => ReadHevc(bytes, entry, clockRate),
        BoxType.Mp4v => ReadMjpeg(bytes, entry, clockRate),
        BoxType.Mp4a => ReadAac(bytes, entry, clockRate),
        BoxType.Opus => ReadOpus(bytes, entry, clockRate),
        BoxType.Flac => ReadFlac(bytes, entry, clockRate),
        BoxType.Ulaw => ReadAudio(bytes, entry, clockRate, Codec.PcmMu, "ulaw"),
        BoxType.Alaw => ReadAudio(bytes, entry, clockRate, Codec.PcmA, "alaw"),
        _ => null,
    };

    private static TrackFormat? ReadAvc(ReadOnlySpan<byte> bytes, Box entry, int clockRate) =>
        ChildOf(bytes, entry, VisualFields, BoxType.AvcC) is { Length: >= 7 } configuration
            ? ReadVideo(bytes, entry, clockRate, Codec.H264, $"avc1.{Convert.ToHexStringLower(configuration[1..4])}", configuration)
            : null;

    private static TrackFormat? ReadHevc(ReadOnlySpan<byte> bytes, Box entry, int clockRate) =>
        ChildOf(bytes, entry, VisualFields, BoxType.HvcC) is { Length: >= 23 } configuration
            ? ReadVideo(bytes, entry, clockRate, Codec.H265, new ProfileTierLevel(configuration[1..13].ToArray()).CodecString, configuration)
            : null;

    private static TrackFormat? ReadMjpeg(ReadOnlySpan<byte> bytes, Box entry, int clockRate)
    {
        const byte Jpeg = 0x6C;
        return StreamDescriptor.Read(ChildOf(bytes, entry, VisualFields, BoxType.Esds)).ObjectType == Jpeg
            ? ReadVideo(bytes, entry, clockRate, Codec.Mjpeg, MjpegCodecString, default)
            : null;
    }

    private static TrackFormat? ReadVideo(
        ReadOnlySpan<byte> bytes, Box entry, int clockRate, Codec codec, string codecString, ReadOnlySpan<byte> configuration)
    {
        var fields = new FieldReader(entry.Content(bytes));
        fields.Skip(24);
        var (width, height) = (fields.UInt16(), fields.UInt16());
        return new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = codec,
            ClockRate = clockRate,
            Configuration = configuration.ToArray(),
            CodecString = codecString,
            Width = width,
            Height = height,
        };
    }

    private static TrackFormat? ReadOpus(ReadOnlySpan<byte> bytes, Box entry, int clockRate) =>
        ChildOf(bytes, entry, AudioFields, BoxType.DOps) is { Length: >= 11 } configuration
            ? ReadAudio(bytes, entry, clockRate, Codec.Opus, "opus") is { } format ? format with { Configuration = configuration.ToArray() } : null
            : null;

    private static TrackFormat? ReadFlac(ReadOnlySpan<byte> bytes, Box entry, int clockRate)
    {
        const int BlockHeader = 8;
        const int StreamBlock = 34;
        return ChildOf(bytes, entry, AudioFields, BoxType.DfLa) is { Length: >= BlockHeader + StreamBlock } configuration
            && ReadAudio(bytes, entry, clockRate, Codec.Flac, "flac") is { } format
            ? format with { Configuration = configuration.Slice(BlockHeader, StreamBlock).ToArray() }
            : null;
    }

    private static TrackFormat? ReadAac(ReadOnlySpan<byte> bytes, Box entry, int clockRate)
    {
        const byte Mpeg4Audio = 0x40;
        var descriptor = StreamDescriptor.Read(ChildOf(bytes, entry, AudioFields, BoxType.Esds));
        var configuration = descriptor.Specific;
        if (descriptor.ObjectType != Mpeg4Audio || configuration.IsEmpty || ReadAudio(bytes, entry, clockRate, Codec.Aac, $"mp4a.40.{configuration[0] >> 3}") is not { } format)
        {
            return null;
        }

        return format with
        {
            Configuration = configuration.ToArray(),
            SampleRate = format.SampleRate > 0 ? format.SampleRate : clockRate,
        };
    }

    /// <summary>The content of the first box of a type behind an entry's fixed fields; empty when there is none.</summary>
    private static ReadOnlySpan<byte> ChildOf(ReadOnlySpan<byte> bytes, Box entry, int fields, uint type)
    {
        if (entry.End - entry.ContentStart >= fields)
        {
            foreach (var child in Box.Walk(bytes, entry.ContentStart + fields, entry.End))
            {
                if (child.Type == type)
                {
                    return child.Content(bytes);
                }
            }
        }

        return default;
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
}
