namespace Vedette.Media.Codecs.H264;

/// <summary>What a sequence parameter set says that matters outside a decoder (ITU-T H.264 section 7.3.2.1).</summary>
internal sealed record SequenceParameterSet
{
    private const int ExtendedAspectRatio = 255;

    public required byte Profile { get; init; }

    public required byte Constraints { get; init; }

    public required byte Level { get; init; }

    public required int Id { get; init; }

    /// <summary>In pixels, cropping applied.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public int ChromaFormat { get; init; } = 1;

    public int BitDepthLuma { get; init; } = 8;

    public int BitDepthChroma { get; init; } = 8;

    /// <summary>From the timing information, or null. Cameras with variable rates lie here.</summary>
    public double? FrameRate { get; init; }

    /// <summary>How many pictures may precede a picture in decoding order and follow it in output order; null when not said.</summary>
    public int? ReorderFrames { get; init; }

    /// <summary>Whether pictures may be coded as two fields (frame_mbs_only_flag is 0).</summary>
    public bool IsInterlaced { get; init; }

    /// <summary>Whether the colour planes are coded one by one (separate_colour_plane_flag).</summary>
    public bool HasSeparatePlanes { get; init; }

    /// <summary>Length of frame_num in a slice header, 4 to 16 bits.</summary>
    public int FrameNumberBits { get; init; } = 4;

    /// <summary>Whether the set has the extra fields of the high profiles.</summary>
    public bool IsHigh => IsHighProfile(Profile);

    /// <summary>Reads a set; null when even the picture size cannot be read. Trailing bytes are ignored, broken usability information too.</summary>
    /// <param name="nal">The NAL unit with its header.</param>
    public static SequenceParameterSet? Parse(ReadOnlySpan<byte> nal)
    {
        if (nal.Length < 5)
        {
            return null;
        }

        var bits = new BitReader(nal[1..], isNal: true);
        var (profile, constraints, level) = ((byte)bits.Bits(8), (byte)bits.Bits(8), (byte)bits.Bits(8));
        var id = (int)bits.Unsigned();
        var (chroma, depthLuma, depthChroma, hasPlanes) = (1, 8, 8, false);
        if (IsHighProfile(profile))
        {
            chroma = (int)bits.Unsigned();
            hasPlanes = chroma == 3 && bits.Flag();
            depthLuma = 8 + (int)bits.Unsigned();
            depthChroma = 8 + (int)bits.Unsigned();
            bits.Skip(1);
            SkipScalingMatrix(ref bits, chroma == 3 ? 12 : 8);
        }

        var frameNumberBits = 4 + (int)Math.Min(bits.Unsigned(), 12);
        var orderType = bits.Unsigned();
        SkipOrderCount(ref bits, orderType);
        _ = bits.Unsigned();
        bits.Skip(1);
        var (width, height, isInterlaced) = ReadSize(ref bits, chroma);
        if (bits.Failed || id > 31 || chroma > 3 || depthLuma > 14 || depthChroma > 14 || width is <= 0 or > 16384 || height is <= 0 or > 16384)
        {
            return null;
        }

        var (frameRate, reorder) = bits.Flag() ? ReadUsability(ref bits) : (null, null);
        return new SequenceParameterSet
        {
            Profile = profile,
            Constraints = constraints,
            Level = level,
            Id = id,
            Width = width,
            Height = height,
            ChromaFormat = chroma,
            BitDepthLuma = depthLuma,
            BitDepthChroma = depthChroma,
            IsInterlaced = isInterlaced,
            HasSeparatePlanes = hasPlanes,
            FrameNumberBits = frameNumberBits,
            FrameRate = frameRate,
            // Order type 2 and the baseline profile have no reordering (sections 8.2.1.3 and A.2.1).
            ReorderFrames = orderType == 2 || profile == 66 ? 0 : reorder,
        };
    }

    private static bool IsHighProfile(byte profile) =>
        profile is 100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135;

    private static void SkipScalingMatrix(ref BitReader bits, int lists)
    {
        if (!bits.Flag())
        {
            return;
        }

        for (var list = 0; list < lists && !bits.Failed; list++)
        {
            if (!bits.Flag())
            {
                continue;
            }

            var (last, next) = (8, 8);
            for (var at = 0; at < (list < 6 ? 16 : 64) && next != 0; at++)
            {
                next = (last + bits.Signed() + 256) & 0xFF;
                last = next == 0 ? last : next;
            }
        }
    }

    private static void SkipOrderCount(ref BitReader bits, uint type)
    {
        if (type == 0)
        {
            _ = bits.Unsigned();
        }
        else if (type == 1)
        {
            bits.Skip(1);
            _ = bits.Signed();
            _ = bits.Signed();
            for (var cycle = bits.Unsigned(); cycle > 0 && !bits.Failed; cycle--)
            {
                _ = bits.Signed();
            }
        }
    }

    private static (int Width, int Height, bool IsInterlaced) ReadSize(ref BitReader bits, int chroma)
    {
        var width = 16 * ((long)bits.Unsigned() + 1);
        var mapUnits = (long)bits.Unsigned() + 1;
        var framesOnly = bits.Flag() ? 1 : 0;
        var height = 16 * mapUnits * (2 - framesOnly);
        if (framesOnly == 0)
        {
            bits.Skip(1);
        }

        bits.Skip(1);
        if (bits.Flag())
        {
            var unitX = chroma is 1 or 2 ? 2 : 1;
            var unitY = (chroma == 1 ? 2 : 1) * (2 - framesOnly);
            width -= unitX * ((long)bits.Unsigned() + bits.Unsigned());
            height -= unitY * ((long)bits.Unsigned() + bits.Unsigned());
        }

        return ((int)Math.Clamp(width, -1, int.MaxValue), (int)Math.Clamp(height, -1, int.MaxValue), framesOnly == 0);
    }

    /// <summary>Annex E.1.1.</summary>
    private static (double? FrameRate, int? Reorder) ReadUsability(ref BitReader bits)
    {
        if (bits.Flag() && bits.Bits(8) == ExtendedAspectRatio)
        {
            bits.Skip(32);
        }

        if (bits.Flag())
        {
            bits.Skip(1);
        }

        if (bits.Flag())
        {
            bits.Skip(4);
            if (bits.Flag())
            {
                bits.Skip(24);
            }
        }

        if (bits.Flag())
        {
            _ = bits.Unsigned();
            _ = bits.Unsigned();
        }

        double? frameRate = null;
        if (bits.Flag())
        {
            var (unit, scale) = (bits.Bits(32), bits.Bits(32));
            bits.Skip(1);
            var rate = unit == 0 ? 0 : scale / (2.0 * unit);
            frameRate = !bits.Failed && rate is > 0.01 and < 1000 ? rate : null;
        }

        var hasNalTiming = bits.Flag();
        SkipDecoderTiming(ref bits, hasNalTiming);
        var hasVclTiming = bits.Flag();
        SkipDecoderTiming(ref bits, hasVclTiming);
        if (hasNalTiming || hasVclTiming)
        {
            bits.Skip(1);
        }

        bits.Skip(1);
        if (!bits.Flag())
        {
            return (frameRate, null);
        }

        bits.Skip(1);
        for (var field = 0; field < 4; field++)
        {
            _ = bits.Unsigned();
        }

        var reorder = bits.Unsigned();
        return (frameRate, !bits.Failed && reorder <= 16 ? (int)reorder : null);
    }

    /// <summary>Annex E.1.2.</summary>
    private static void SkipDecoderTiming(ref BitReader bits, bool present)
    {
        if (!present)
        {
            return;
        }

        var count = bits.Unsigned() + 1;
        bits.Skip(8);
        for (; count > 0 && !bits.Failed; count--)
        {
            _ = bits.Unsigned();
            _ = bits.Unsigned();
            bits.Skip(1);
        }

        bits.Skip(20);
    }
}
