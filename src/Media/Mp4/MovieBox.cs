using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Reads the tracks of a <c>moov</c> box (ISO/IEC 14496-12 section 8.2.1).</summary>
internal static class MovieBox
{
    /// <summary>The format, and the id of each of its tracks in the file.</summary>
    /// <exception cref="FaultException">There is no video track we understand.</exception>
    public static (StreamFormat Format, uint[] TrackIds) Read(ReadOnlySpan<byte> bytes, Box moov)
    {
        (TrackFormat Format, uint Id)? video = null;
        (TrackFormat Format, uint Id)? audio = null;
        foreach (var child in Box.Walk(bytes, moov.ContentStart, moov.End))
        {
            if (child.Type == BoxType.Trak && ReadTrack(bytes, child) is { } track)
            {
                if (track.Format.Kind == TrackKind.Video)
                {
                    video ??= track;
                }
                else
                {
                    audio ??= track;
                }
            }
        }

        if (video is not { } pictures)
        {
            throw new FaultException(FaultKind.Format, "The file has no video track that is understood.");
        }

        return audio is { } sound && sound.Id != pictures.Id
            ? (new StreamFormat(pictures.Format, sound.Format), [pictures.Id, sound.Id])
            : (new StreamFormat(pictures.Format), [pictures.Id]);
    }

    /// <summary>The id of a <c>trak</c>, from its header (section 8.3.2), or null when it has none.</summary>
    public static uint? TrackId(ReadOnlySpan<byte> bytes, Box trak)
    {
        if (!trak.TryFind(bytes, BoxType.Tkhd, out var tkhd))
        {
            return null;
        }

        var fields = new FieldReader(tkhd.Content(bytes));
        var version = fields.UInt32() >> 24;
        fields.Skip(version == 1 ? 16 : 8);
        var id = fields.UInt32();
        return fields.Overrun ? null : id;
    }

    private static (TrackFormat Format, uint Id)? ReadTrack(ReadOnlySpan<byte> bytes, Box trak)
    {
        if (TrackId(bytes, trak) is not { } id
            || !trak.TryFind(bytes, BoxType.Mdia, out var mdia)
            || !mdia.TryFind(bytes, BoxType.Mdhd, out var mdhd)
            || !mdia.TryFind(bytes, BoxType.Minf, out var minf)
            || !minf.TryFind(bytes, BoxType.Stbl, out var stbl)
            || !stbl.TryFind(bytes, BoxType.Stsd, out var stsd))
        {
            return null;
        }

        var fields = new FieldReader(mdhd.Content(bytes));
        var version = fields.UInt32() >> 24;
        fields.Skip(version == 1 ? 16 : 8);
        var clockRate = fields.UInt32();
        if (fields.Overrun || clockRate is 0 or > int.MaxValue || stsd.End - stsd.ContentStart < 8)
        {
            return null;
        }

        return Box.TryRead(bytes, stsd.ContentStart + 8, stsd.End, out var entry)
            && SampleEntryReader.Read(bytes, entry, (int)clockRate) is { } format
                ? (format, id)
                : null;
    }
}
