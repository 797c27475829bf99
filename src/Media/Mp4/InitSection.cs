using System.Buffers;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>The start of a fragmented MP4 file: <c>ftyp</c>, <c>moov</c> with <c>mvex</c> and, for a recorded segment, its identity.</summary>
public static class InitSection
{
    /// <summary>Ticks per second of the movie header, which times nothing in a fragmented file.</summary>
    private const uint MovieTimescale = 1000;

    /// <summary>Writes the section (ISO/IEC 14496-12 sections 4.3, 8.2.1 and 8.8.1).</summary>
    /// <param name="to">Where to.</param>
    /// <param name="format">The tracks; track ids are their index plus one.</param>
    /// <param name="identity">Whose footage it is, or null for live view and exports.</param>
    public static void Write(IBufferWriter<byte> to, StreamFormat format, SegmentIdentity? identity = null)
    {
        var boxes = new BoxWriter(1536);
        WriteFileType(boxes);
        WriteMovie(boxes, format);
        if (identity is not null)
        {
            IdentityBox.Write(boxes, identity);
        }

        to.Write(boxes.Written.Span);
    }

    /// <summary>The MIME type MediaSource wants (RFC 6381), for example <c>video/mp4; codecs="avc1.640028,mp4a.40.2"</c>.</summary>
    public static string MimeType(StreamFormat format) =>
        $"video/mp4; codecs=\"{string.Join(',', format.Tracks.Select(track => track.CodecString))}\"";

    private static void WriteFileType(BoxWriter boxes)
    {
        var ftyp = boxes.Start(BoxType.Ftyp);
        boxes.Bytes("iso6"u8);
        boxes.UInt32(0);
        boxes.Bytes("iso6iso5isommp41avc1"u8);
        boxes.End(ftyp);
    }

    private static void WriteMovie(BoxWriter boxes, StreamFormat format)
    {
        var moov = boxes.Start(BoxType.Moov);
        WriteMovieHeader(boxes, (uint)format.Tracks.Count + 1);
        for (var track = 0; track < format.Tracks.Count; track++)
        {
            TrackBox.Write(boxes, (uint)track + 1, format.Tracks[track]);
        }

        var mvex = boxes.Start(BoxType.Mvex);
        for (var track = 0; track < format.Tracks.Count; track++)
        {
            // Section 8.8.3: one sample description, everything else said by each fragment.
            var trex = boxes.Start(BoxType.Trex, version: 0, flags: 0);
            boxes.UInt32((uint)track + 1);
            boxes.UInt32(1);
            boxes.Zeros(12);
            boxes.End(trex);
        }

        boxes.End(mvex);
        boxes.End(moov);
    }

    private static void WriteMovieHeader(BoxWriter boxes, uint nextTrackId)
    {
        var mvhd = boxes.Start(BoxType.Mvhd, version: 0, flags: 0);
        boxes.Zeros(8);
        boxes.UInt32(MovieTimescale);
        boxes.UInt32(0);
        boxes.UInt32(0x0001_0000);
        boxes.UInt16(0x0100);
        boxes.Zeros(10);
        TrackBox.WriteUnityMatrix(boxes);
        boxes.Zeros(24);
        boxes.UInt32(nextTrackId);
        boxes.End(mvhd);
    }
}
