using System.Buffers.Binary;

namespace Vedette.Media.Codecs.Mjpeg;

/// <summary>A JPEG picture taken apart (ITU-T T.81 annex B), as far as RTP's payload format for JPEG can put it together again (RFC 2435).</summary>
internal readonly ref struct JpegPicture
{
    /// <summary>Bytes of a quantization table, in zigzag order.</summary>
    public const int TableBytes = 64;

    private const int LargestSide = 2040;
    private const int MaxScanBytes = 1 << 24;

    private JpegPicture(Frame frame, ReadOnlySpan<byte> luma, ReadOnlySpan<byte> chroma, ushort restartInterval, ReadOnlySpan<byte> scan)
    {
        (Type, Width, Height, RestartInterval) = (frame.Type, frame.Width, frame.Height, restartInterval);
        LumaTable = luma;
        ChromaTable = chroma;
        Scan = scan;
    }

    /// <summary>RFC 2435 section 4.1: 0 for 4:2:2, 1 for 4:2:0.</summary>
    public byte Type { get; }

    /// <summary>1 to 2040 pixels.</summary>
    public int Width { get; }

    /// <summary>1 to 2040 pixels.</summary>
    public int Height { get; }

    /// <summary>Blocks between restart markers; 0 when there are none.</summary>
    public ushort RestartInterval { get; }

    /// <summary>64 bytes in zigzag order.</summary>
    public ReadOnlySpan<byte> LumaTable { get; }

    /// <summary>64 bytes in zigzag order.</summary>
    public ReadOnlySpan<byte> ChromaTable { get; }

    /// <summary>The entropy-coded bytes, without the end-of-image marker.</summary>
    public ReadOnlySpan<byte> Scan { get; }

    /// <summary>Takes a picture apart; false when it is none, or one the payload format cannot carry.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out JpegPicture picture)
    {
        picture = default;
        var tables = new Tables(bytes);
        Frame frame = default;
        ushort restartInterval = 0;
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != Marker.Start)
        {
            return false;
        }

        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // fill bytes may go before a marker
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length)
            {
                return false;
            }

            var segment = bytes.Slice(at + 4, length - 2);
            switch (marker)
            {
                case Marker.QuantizationTables when !tables.TryTake(at + 4, segment.Length):
                case Marker.Baseline when !Frame.TryRead(segment, out frame):
                    return false;
                case Marker.HuffmanTables when !AreUsual(segment):
                    return false; // the payload format has no place for them, and receivers take the usual ones
                case Marker.RestartInterval when segment.Length >= 2:
                    restartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment);
                    break;
                case > Marker.Baseline and <= Marker.LastFrame and not (Marker.HuffmanTables or Marker.Extension or Marker.ArithmeticConditions):
                    return false; // progressive, lossless, arithmetic …
                case Marker.Scan:
                    var scan = WithoutEnd(bytes[(at + 2 + length)..]);
                    var luma = tables[frame.LumaTable];
                    var chroma = tables[frame.ChromaTable];
                    if (frame.Width == 0 || luma.IsEmpty || chroma.IsEmpty || scan.Length is 0 or >= MaxScanBytes)
                    {
                        return false;
                    }

                    picture = new JpegPicture(frame, luma, chroma, restartInterval, scan);
                    return true;
            }

            at += 2 + length;
        }

        return false;
    }

    /// <summary>Whether the Huffman tables are those of ITU-T T.81 section K.3.</summary>
    private static bool AreUsual(ReadOnlySpan<byte> segment)
    {
        const int CountsEnd = 17;
        while (segment.Length >= CountsEnd)
        {
            var length = CountsEnd;
            foreach (var values in segment[1..CountsEnd])
            {
                length += values;
            }

            if (length > segment.Length || JpegHeaderWriter.Huffman.IndexOf(segment[..length]) < 0)
            {
                return false;
            }

            segment = segment[length..];
        }

        return segment.IsEmpty;
    }

    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> scan)
    {
        var end = scan.LastIndexOf((ReadOnlySpan<byte>)[0xFF, Marker.End]);
        return end < 0 ? scan : scan[..end];
    }

    private static class Marker
    {
        public const byte Baseline = 0xC0;
        public const byte HuffmanTables = 0xC4;
        public const byte Extension = 0xC8;
        public const byte ArithmeticConditions = 0xCC;
        public const byte LastFrame = 0xCF;
        public const byte Start = 0xD8;
        public const byte End = 0xD9;
        public const byte Scan = 0xDA;
        public const byte QuantizationTables = 0xDB;
        public const byte RestartInterval = 0xDD;
    }

    /// <summary>The frame header of a picture that can be carried.</summary>
    private readonly record struct Frame(byte Type, int Width, int Height, int LumaTable, int ChromaTable)
    {
        public static bool TryRead(ReadOnlySpan<byte> segment, out Frame frame)
        {
            // | precision | height16 | width16 | 3 | (id, sampling, table) … |
            frame = default;
            if (segment.Length < 15 || segment[0] != 8 || segment[5] != 3)
            {
                return false;
            }

            var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
            var (luma, blue, red) = (segment[7], segment[10], segment[13]);
            if (width is 0 or > LargestSide || height is 0 or > LargestSide || luma is not (0x21 or 0x22) || blue != 0x11 || red != 0x11
                || segment[11] != segment[14])
            {
                return false;
            }

            frame = new Frame(luma == 0x22 ? (byte)1 : (byte)0, width, height, segment[8], segment[11]);
            return true;
        }
    }

    /// <summary>Where the quantization tables lie.</summary>
    private ref struct Tables(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private Places _places;

        public readonly ReadOnlySpan<byte> this[int table] =>
            table is >= 0 and < 4 && _places[table] > 0 ? _bytes.Slice(_places[table], TableBytes) : [];

        /// <summary>False when a table has 16 bits or is cut off.</summary>
        public bool TryTake(int at, int length)
        {
            for (var end = at + length; at < end; at += 1 + TableBytes)
            {
                if (_bytes[at] >= 4 || at + 1 + TableBytes > end)
                {
                    return false;
                }

                _places[_bytes[at]] = at + 1;
            }

            return true;
        }

        [System.Runtime.CompilerServices.InlineArray(4)]
        private struct Places
        {
            private int _first;
        }
    }
}
