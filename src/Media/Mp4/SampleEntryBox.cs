using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Writes the sample entry of a track: what a decoder must know before the first sample.</summary>
internal static class SampleEntryBox
{
    public static void Write(BoxWriter boxes, TrackFormat format)
    {
        switch (format.Codec)
        {
            case Codec.H264:
                WriteVideo(boxes, BoxType.Avc1, BoxType.AvcC, format);
                break;
            case Codec.H265:
                WriteVideo(boxes, BoxType.Hvc1, BoxType.HvcC, format);
                break;
            case Codec.Mjpeg:
                WriteMjpeg(boxes, format);
                break;
            case Codec.Aac:
                WriteAac(boxes, format);
                break;
            case Codec.Opus:
                WriteOpus(boxes, format);
                break;
            case Codec.Flac:
                WriteFlac(boxes, format);
                break;
            case Codec.PcmMu:
                boxes.End(StartAudio(boxes, BoxType.Ulaw, format));
                break;
            case Codec.PcmA:
                boxes.End(StartAudio(boxes, BoxType.Alaw, format));
                break;
        }
    }

    /// <summary>
    /// ISO/IEC 14496-15 sections 5.4.2 and 8.4.1. Always <c>avc1</c> and <c>hvc1</c>, although cameras repeat their parameter
    /// sets in band: every player copes with that, and some know no <c>avc3</c> or <c>hev1</c>.
    /// </summary>
    private static void WriteVideo(BoxWriter boxes, uint type, uint configurationType, TrackFormat format)
    {
        var entry = StartVideo(boxes, type, format);
        var configuration = boxes.Start(configurationType);
        boxes.Bytes(format.Configuration.Span);
        boxes.End(configuration);
        boxes.End(entry);
    }

    /// <summary>A JPEG picture for each frame: <c>mp4v</c> with object type 0x6C (ISO/IEC 14496-1 table 5), as ffmpeg writes and reads it.</summary>
    private static void WriteMjpeg(BoxWriter boxes, TrackFormat format)
    {
        const byte Jpeg = 0x6C;
        const byte VisualStream = 0x11;
        var mp4v = StartVideo(boxes, BoxType.Mp4v, format);
        WriteStreamDescriptor(boxes, Jpeg, VisualStream, default);
        boxes.End(mp4v);
    }

    /// <summary>ISO/IEC 14496-14 section 5.6: an elementary stream descriptor around the AudioSpecificConfig.</summary>
    private static void WriteAac(BoxWriter boxes, TrackFormat format)
    {
        const byte Mpeg4Audio = 0x40;
        const byte AudioStream = 0x15;
        var mp4a = StartAudio(boxes, BoxType.Mp4a, format);
        WriteStreamDescriptor(boxes, Mpeg4Audio, AudioStream, format.Configuration.Span);
        boxes.End(mp4a);
    }

    /// <summary>Encapsulation of Opus in ISO Base Media File Format, sections 4.3.1 and 4.3.2: the rate is 48 kHz, whatever the input's was.</summary>
    private static void WriteOpus(BoxWriter boxes, TrackFormat format)
    {
        var opus = StartAudio(boxes, BoxType.Opus, format);
        var dOps = boxes.Start(BoxType.DOps);
        boxes.Bytes(format.Configuration.Span);
        boxes.End(dOps);
        boxes.End(opus);
    }

    /// <summary>Encapsulation of FLAC in ISO Base Media File Format, sections 3.3.1 and 3.3.2: STREAMINFO is the only metadata block, and so the last.</summary>
    private static void WriteFlac(BoxWriter boxes, TrackFormat format)
    {
        const uint LastBlock = 0x8000_0000;
        var flac = StartAudio(boxes, BoxType.Flac, format);
        var dfLa = boxes.Start(BoxType.DfLa, version: 0, flags: 0);
        boxes.UInt32(LastBlock | (uint)format.Configuration.Length);
        boxes.Bytes(format.Configuration.Span);
        boxes.End(dfLa);
        boxes.End(flac);
    }

    /// <summary>An <c>esds</c> box: ISO/IEC 14496-1 section 7.2.6. Without <paramref name="specific"/> there is no decoder specific part.</summary>
    private static void WriteStreamDescriptor(BoxWriter boxes, byte objectType, byte streamType, ReadOnlySpan<byte> specific)
    {
        var esds = boxes.Start(BoxType.Esds, version: 0, flags: 0);
        var decoderConfig = 13 + (specific.IsEmpty ? 0 : 5 + specific.Length);
        WriteDescriptor(boxes, tag: 3, 3 + 5 + decoderConfig + 5 + 1);
        boxes.UInt16(0);
        boxes.UInt8(0);
        WriteDescriptor(boxes, tag: 4, decoderConfig);
        boxes.UInt8(objectType);
        boxes.UInt8(streamType);
        boxes.Zeros(11);
        if (!specific.IsEmpty)
        {
            WriteDescriptor(boxes, tag: 5, specific.Length);
            boxes.Bytes(specific);
        }

        WriteDescriptor(boxes, tag: 6, 1);
        boxes.UInt8(2);
        boxes.End(esds);
    }

    /// <summary>ISO/IEC 14496-1 section 8.3.3: seven bits a byte; always four bytes, which is allowed.</summary>
    private static void WriteDescriptor(BoxWriter boxes, byte tag, int length)
    {
        boxes.UInt8(tag);
        boxes.UInt8((byte)(0x80 | ((length >> 21) & 0x7F)));
        boxes.UInt8((byte)(0x80 | ((length >> 14) & 0x7F)));
        boxes.UInt8((byte)(0x80 | ((length >> 7) & 0x7F)));
        boxes.UInt8((byte)(length & 0x7F));
    }

    /// <summary>ISO/IEC 14496-12 section 12.1.3.</summary>
    private static int StartVideo(BoxWriter boxes, uint type, TrackFormat format)
    {
        var entry = boxes.Start(type);
        boxes.Zeros(6);
        boxes.UInt16(1);
        boxes.Zeros(16);
        boxes.UInt16((ushort)format.Width);
        boxes.UInt16((ushort)format.Height);
        boxes.UInt32(0x0048_0000);
        boxes.UInt32(0x0048_0000);
        boxes.UInt32(0);
        boxes.UInt16(1);
        boxes.Zeros(32);
        boxes.UInt16(0x0018);
        boxes.UInt16(0xFFFF);
        return entry;
    }

    /// <summary>ISO/IEC 14496-12 section 12.2.3. Rates that do not fit 16 bits are written as 0; the decoder's set-up tells them.</summary>
    private static int StartAudio(BoxWriter boxes, uint type, TrackFormat format)
    {
        var entry = boxes.Start(type);
        boxes.Zeros(6);
        boxes.UInt16(1);
        boxes.Zeros(8);
        boxes.UInt16((ushort)format.Channels);
        boxes.UInt16(16);
        boxes.UInt32(0);
        boxes.UInt32(format.SampleRate <= ushort.MaxValue ? (uint)format.SampleRate << 16 : 0);
        return entry;
    }
}
