using System.Buffers;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>The start of a fragmented MP4 file: <c>ftyp</c>, <c>moov</c> with <c>mvex</c> and, for a recorded segment, its identity.</summary>
public static class InitSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="format">The tracks; track ids are their index plus one.</param>
    /// <param name="identity">Whose footage it is, or null for live view and exports.</param>
    public static void Write(IBufferWriter<byte> to, StreamFormat format, SegmentIdentity? identity = null) =>
        throw new NotImplementedException();

    /// <summary>The MIME type MediaSource wants (RFC 6381), for example <c>video/mp4; codecs="avc1.640028,mp4a.40.2"</c>.</summary>
    public static string MimeType(StreamFormat format) =>
        throw new NotImplementedException();
}
