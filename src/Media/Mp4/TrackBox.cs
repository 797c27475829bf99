using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Writes a <c>trak</c> box without samples: they follow in fragments (ISO/IEC 14496-12 section 8.3.1).</summary>
internal static class TrackBox
{
    private const ushort UndeterminedLanguage = 0x55C4;

    public static void Write(BoxWriter boxes, uint trackId, TrackFormat format)
    {
        var trak = boxes.Start(BoxType.Trak);
        WriteHeader(boxes, trackId, format);
        var mdia = boxes.Start(BoxType.Mdia);
        WriteMediaHeader(boxes, format);
        WriteHandler(boxes, format);
        var minf = boxes.Start(BoxType.Minf);
        WriteKindHeader(boxes, format);
        WriteFileReference(boxes);
        WriteSampleTable(boxes, format);
        boxes.End(minf);
        boxes.End(mdia);
        boxes.End(trak);
    }

    public static void WriteUnityMatrix(BoxWriter boxes)
    {
        boxes.UInt32(0x0001_0000);
        boxes.Zeros(12);
        boxes.UInt32(0x0001_0000);
        boxes.Zeros(12);
        boxes.UInt32(0x4000_0000);
    }

    /// <summary>Section 8.3.2: enabled, in the movie, as large as its pictures.</summary>
    private static void WriteHeader(BoxWriter boxes, uint trackId, TrackFormat format)
    {
        var tkhd = boxes.Start(BoxType.Tkhd, version: 0, flags: 3);
        boxes.Zeros(8);
        boxes.UInt32(trackId);
        boxes.Zeros(4 + 4 + 8 + 2 + 2);
        boxes.UInt16(format.Kind == TrackKind.Audio ? (ushort)0x0100 : (ushort)0);
        boxes.UInt16(0);
        WriteUnityMatrix(boxes);
        boxes.UInt32((uint)format.Width << 16);
        boxes.UInt32((uint)format.Height << 16);
        boxes.End(tkhd);
    }

    private static void WriteMediaHeader(BoxWriter boxes, TrackFormat format)
    {
        var mdhd = boxes.Start(BoxType.Mdhd, version: 0, flags: 0);
        boxes.Zeros(8);
        boxes.UInt32((uint)format.ClockRate);
        boxes.UInt32(0);
        boxes.UInt16(UndeterminedLanguage);
        boxes.UInt16(0);
        boxes.End(mdhd);
    }

    private static void WriteHandler(BoxWriter boxes, TrackFormat format)
    {
        var hdlr = boxes.Start(BoxType.Hdlr, version: 0, flags: 0);
        boxes.UInt32(0);
        boxes.UInt32(format.Kind == TrackKind.Video ? BoxType.Vide : BoxType.Soun);
        boxes.Zeros(12);
        boxes.Bytes(format.Kind == TrackKind.Video ? "Vedette video\0"u8 : "Vedette audio\0"u8);
        boxes.End(hdlr);
    }

    private static void WriteKindHeader(BoxWriter boxes, TrackFormat format)
    {
        var video = format.Kind == TrackKind.Video;
        var header = boxes.Start(video ? BoxType.Vmhd : BoxType.Smhd, version: 0, flags: video ? 1u : 0);
        boxes.Zeros(video ? 8 : 4);
        boxes.End(header);
    }

    /// <summary>Section 8.7.2: the samples are in this very file.</summary>
    private static void WriteFileReference(BoxWriter boxes)
    {
        var dinf = boxes.Start(BoxType.Dinf);
        var dref = boxes.Start(BoxType.Dref, version: 0, flags: 0);
        boxes.UInt32(1);
        boxes.End(boxes.Start(BoxType.Url, version: 0, flags: 1));
        boxes.End(dref);
        boxes.End(dinf);
    }

    private static void WriteSampleTable(BoxWriter boxes, TrackFormat format)
    {
        var stbl = boxes.Start(BoxType.Stbl);
        var stsd = boxes.Start(BoxType.Stsd, version: 0, flags: 0);
        boxes.UInt32(1);
        SampleEntryBox.Write(boxes, format);
        boxes.End(stsd);
        WriteEmptyTable(boxes, BoxType.Stts, 4);
        WriteEmptyTable(boxes, BoxType.Stsc, 4);
        WriteEmptyTable(boxes, BoxType.Stsz, 8);
        WriteEmptyTable(boxes, BoxType.Stco, 4);
        boxes.End(stbl);
    }

    private static void WriteEmptyTable(BoxWriter boxes, uint type, int zeros)
    {
        var table = boxes.Start(type, version: 0, flags: 0);
        boxes.Zeros(zeros);
        boxes.End(table);
    }
}
