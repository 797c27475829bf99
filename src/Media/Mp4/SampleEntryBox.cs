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
                WriteAvc(boxes, format);
                break;
            case Codec.Aac:
                WriteAac(boxes, format);
                break;
            case Codec.PcmMu:
                boxes.End(StartAudio(boxes, BoxType.Ulaw, format));
                break;
            case Codec.PcmA:
                boxes.End(StartAudio(boxes, BoxType.Alaw, format));
                break;
            case Codec.Flac:
                WriteFlac(boxes, format);
                break;
        }
    }

    /// <summary>
    /// ISO/IEC 14496-15 section 5.4.2 and 14496-12 section 12.1.3. Always <c>avc1</c>, although cameras repeat their
    /// parameter sets in band: every player copes with that, and some know no <c>avc3</c>.
    /// </summary>
    private static void WriteAvc(BoxWriter boxes, TrackFormat format)
    {
        var avc1 = boxes.Start(BoxType.Avc1);
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
        var avcC = boxes.Start(BoxType.AvcC);
        boxes.Bytes(format.Configuration.Span);
        boxes.End(avcC);
        boxes.End(avc1);
    }

    /// <summary>ISO/IEC 14496-14 section 5.6 and 14496-1 section 7.2.6: an elementary stream descriptor around the AudioSpecificConfig.</summary>
    private static void WriteAac(BoxWriter boxes, TrackFormat format)
    {
        const byte Mpeg4Audio = 0x40;
        const byte AudioStream = 0x15;
        var mp4a = StartAudio(boxes, BoxType.Mp4a, format);
        var esds = boxes.Start(BoxType.Esds, version: 0, flags: 0);
        var configuration = format.Configuration.Span;
        var decoderConfig = 13 + 5 + configuration.Length;
        WriteDescriptor(boxes, tag: 3, 3 + 5 + decoderConfig + 5 + 1);
        boxes.UInt16(0);
        boxes.UInt8(0);
        WriteDescriptor(boxes, tag: 4, decoderConfig);
        boxes.UInt8(Mpeg4Audio);
        boxes.UInt8(AudioStream);
        boxes.Zeros(11);
        WriteDescriptor(boxes, tag: 5, configuration.Length);
        boxes.Bytes(configuration);
        WriteDescriptor(boxes, tag: 6, 1);
        boxes.UInt8(2);
        boxes.End(esds);
        boxes.End(mp4a);
    }

    /// <summary>"Encapsulation of FLAC in ISO Base Media File Format" section 3.3: the STREAMINFO block, marked as the last one.</summary>
    private static void WriteFlac(BoxWriter boxes, TrackFormat format)
    {
        const byte LastBlockStreamInformation = 0x80;
        var entry = StartAudio(boxes, BoxType.Flac, format);
        var dfLa = boxes.Start(BoxType.DfLa, version: 0, flags: 0);
        boxes.UInt8(LastBlockStreamInformation);
        boxes.UInt8(0);
        boxes.UInt16((ushort)format.Configuration.Length);
        boxes.Bytes(format.Configuration.Span);
        boxes.End(dfLa);
        boxes.End(entry);
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
