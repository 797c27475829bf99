using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Units;

namespace Vedette.Media.Matroska;

/// <summary>
/// Writes pictures as an endless Matroska stream (RFC 9559): how they are handed to a decoder that must know their times. Each picture
/// is a cluster of its own, so a reader waits for nothing and keeps nothing.
/// </summary>
public static class MatroskaWriter
{
    private const uint Ebml = 0x1A45DFA3;
    private const uint DocType = 0x4282;
    private const uint DocTypeVersion = 0x4287;
    private const uint DocTypeReadVersion = 0x4285;
    private const uint Segment = 0x18538067;
    private const uint SegmentInformation = 0x1549A966;
    private const uint TimestampScale = 0x2AD7B1;
    private const uint MuxingApp = 0x4D80;
    private const uint WritingApp = 0x5741;
    private const uint Tracks = 0x1654AE6B;
    private const uint TrackEntry = 0xAE;
    private const uint TrackNumber = 0xD7;
    private const uint TrackUid = 0x73C5;
    private const uint TrackType = 0x83;
    private const uint CodecId = 0x86;
    private const uint CodecPrivate = 0x63A2;
    private const uint Video = 0xE0;
    private const uint PixelWidth = 0xB0;
    private const uint PixelHeight = 0xBA;
    private const uint Cluster = 0x1F43B675;
    private const uint Timestamp = 0xE7;
    private const uint SimpleBlock = 0xA3;

    private const int BlockHeaderBytes = 4;
    private const byte FirstTrack = 0x81;
    private const byte KeyPicture = 0x80;
    private const ulong NanosecondsPerTick = 1_000_000;

    /// <summary>Writes what comes before the first picture.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="video">The track.</param>
    /// <exception cref="ArgumentException">It is not a video track.</exception>
    public static void WriteHeader(IBufferWriter<byte> to, TrackFormat video)
    {
        var ebml = new EbmlWriter(to);
        ebml.Start(Ebml, EbmlWriter.Length(DocType, 8) + (2 * EbmlWriter.Length(DocTypeVersion, 8)));
        ebml.Bytes(DocType, "matroska"u8);
        ebml.Number(DocTypeVersion, 4);
        ebml.Number(DocTypeReadVersion, 2);

        ebml.StartEndless(Segment);
        ebml.Start(SegmentInformation, EbmlWriter.Length(TimestampScale, 8) + (2 * EbmlWriter.Length(MuxingApp, 7)));
        ebml.Number(TimestampScale, NanosecondsPerTick);
        ebml.Bytes(MuxingApp, "Vedette"u8);
        ebml.Bytes(WritingApp, "Vedette"u8);

        var codec = NameOf(video.Codec);
        var picture = EbmlWriter.Length(PixelWidth, 8) + EbmlWriter.Length(PixelHeight, 8);
        var track = EbmlWriter.Length(TrackNumber, 8) + EbmlWriter.Length(TrackUid, 8) + EbmlWriter.Length(TrackType, 8)
            + EbmlWriter.Length(CodecId, codec.Length) + EbmlWriter.Length(CodecPrivate, video.Configuration.Length) + EbmlWriter.Length(Video, picture);
        ebml.Start(Tracks, EbmlWriter.Length(TrackEntry, track));
        ebml.Start(TrackEntry, track);
        ebml.Number(TrackNumber, 1);
        ebml.Number(TrackUid, 1);
        ebml.Number(TrackType, 1);
        ebml.Bytes(CodecId, codec);
        ebml.Bytes(CodecPrivate, video.Configuration.Span);
        ebml.Start(Video, picture);
        ebml.Number(PixelWidth, (ulong)video.Width);
        ebml.Number(PixelHeight, (ulong)video.Height);
    }

    /// <summary>Writes what comes before a picture's bytes, which follow as they are in its access unit.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="milliseconds">When it is shown, at least 0.</param>
    /// <param name="isKey">Whether decoding can start there.</param>
    /// <param name="length">How many bytes follow.</param>
    public static void WritePictureHeader(IBufferWriter<byte> to, long milliseconds, bool isKey, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds);
        var ebml = new EbmlWriter(to);
        var block = BlockHeaderBytes + length;
        ebml.Start(Cluster, EbmlWriter.Length(Timestamp, 8) + EbmlWriter.Length(SimpleBlock, block));
        ebml.Number(Timestamp, (ulong)milliseconds);
        ebml.Start(SimpleBlock, block);

        // RFC 9559 section 10.2: the track, the time within the cluster, flags.
        var header = to.GetSpan(BlockHeaderBytes);
        header[0] = FirstTrack;
        BinaryPrimitives.WriteInt16BigEndian(header[1..], 0);
        header[3] = isKey ? KeyPicture : (byte)0;
        to.Advance(BlockHeaderBytes);
    }

    /// <summary>RFC 9559 section 27.1 and the codec mappings.</summary>
    private static ReadOnlySpan<byte> NameOf(Codec codec) => codec switch
    {
        Codec.H264 => "V_MPEG4/ISO/AVC"u8,
        Codec.H265 => "V_MPEGH/ISO/HEVC"u8,
        Codec.Mjpeg => "V_MJPEG"u8,
        _ => throw new ArgumentException("Only video is written here.", nameof(codec)),
    };
}
