namespace Vedette.Media.Codecs.H265;

/// <summary>What a sequence parameter set says that matters outside a decoder (ITU-T H.265 section 7.3.2.2).</summary>
internal sealed record SequenceParameterSet
{
    private const int MaxSize = 16384;

    public required ProfileTierLevel Profile { get; init; }

    /// <summary>Temporal sub-layers, 1 to 7.</summary>
    public required int SubLayers { get; init; }

    /// <summary>Whether one may switch up between sub-layers anywhere (sps_temporal_id_nesting_flag).</summary>
    public required bool IsNested { get; init; }

    public required int Id { get; init; }

    /// <summary>In pixels, the conformance window applied.</summary>
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int ChromaFormat { get; init; }

    public required int BitDepthLuma { get; init; }

    public required int BitDepthChroma { get; init; }

    /// <summary>How many pictures may precede a picture in decoding order and follow it in output order; 0 when not to be read.</summary>
    public int ReorderFrames { get; init; }

    /// <summary>From the timing information, or null. Cameras with variable rates lie here.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Whether each picture is one field (field_seq_flag).</summary>
    public bool IsInterlaced { get; init; }

    /// <summary>
    /// Reads a set; null when even the picture size cannot be read. What stands behind the size is read as far as it makes
    /// sense; trailing bytes are ignored.
    /// </summary>
    /// <param name="nal">The NAL unit with its header.</param>
    public static SequenceParameterSet? Parse(ReadOnlySpan<byte> nal)
    {
        if (nal.Length <= NalType.HeaderBytes)
        {
            return null;
        }

        var bits = new BitReader(nal[NalType.HeaderBytes..], isNal: true);
        bits.Skip(4);
        var subLayers = (int)bits.Bits(3) + 1;
        var isNested = bits.Flag();
        var profile = ReadProfile(ref bits, subLayers);
        var id = bits.Unsigned();
        var chroma = (int)Math.Min(bits.Unsigned(), 4);
        if (chroma == 3)
        {
            bits.Skip(1);
        }

        var (width, height) = ReadSize(ref bits, chroma);
        var (depthLuma, depthChroma) = (8 + (int)Math.Min(bits.Unsigned(), 9), 8 + (int)Math.Min(bits.Unsigned(), 9));
        if (bits.Failed || id > 15 || chroma > 3 || depthLuma > 15 || depthChroma > 15 || width is <= 0 or > MaxSize || height is <= 0 or > MaxSize || subLayers > 7)
        {
            return null;
        }

        var orderBits = 4 + (int)Math.Min(bits.Unsigned(), 12);
        var reorder = ReadReorder(ref bits, subLayers);
        var usability = SkipToUsability(ref bits, orderBits) ? SequenceUsability.Read(ref bits) : default;
        return new SequenceParameterSet
        {
            Profile = profile,
            SubLayers = subLayers,
            IsNested = isNested,
            Id = (int)id,
            Width = (int)width,
            Height = (int)height,
            ChromaFormat = chroma,
            BitDepthLuma = depthLuma,
            BitDepthChroma = depthChroma,
            ReorderFrames = reorder,
            FrameRate = usability.FrameRate,
            IsInterlaced = usability.IsFields,
        };
    }

    /// <summary>Section 7.3.3: the general part, then for each sub-layer but the highest what it says, which is left out.</summary>
    private static ProfileTierLevel ReadProfile(ref BitReader bits, int subLayers)
    {
        var bytes = new byte[ProfileTierLevel.Length];
        foreach (ref var value in bytes.AsSpan())
        {
            value = (byte)bits.Bits(8);
        }

        Span<bool> present = stackalloc bool[16];
        for (var layer = 0; layer < subLayers - 1; layer++)
        {
            (present[2 * layer], present[(2 * layer) + 1]) = (bits.Flag(), bits.Flag());
        }

        bits.Skip(subLayers > 1 ? 2 * (8 - (subLayers - 1)) : 0);
        for (var layer = 0; layer < subLayers - 1; layer++)
        {
            bits.Skip((present[2 * layer] ? 88 : 0) + (present[(2 * layer) + 1] ? 8 : 0));
        }

        return new ProfileTierLevel(bytes);
    }

    private static (long Width, long Height) ReadSize(ref BitReader bits, int chroma)
    {
        var (width, height) = ((long)bits.Unsigned(), (long)bits.Unsigned());
        if (bits.Flag())
        {
            width -= (chroma is 1 or 2 ? 2 : 1) * ((long)bits.Unsigned() + bits.Unsigned());
            height -= (chroma == 1 ? 2 : 1) * ((long)bits.Unsigned() + bits.Unsigned());
        }

        return (width, height);
    }

    /// <summary>The highest sub-layer's sps_max_num_reorder_pics, the last said.</summary>
    private static int ReadReorder(ref BitReader bits, int subLayers)
    {
        uint reorder = 0;
        for (var layer = bits.Flag() ? 0 : subLayers - 1; layer < subLayers; layer++)
        {
            _ = bits.Unsigned();
            reorder = bits.Unsigned();
            _ = bits.Unsigned();
        }

        return bits.Failed || reorder > 16 ? 0 : (int)reorder;
    }

    /// <summary>From log2_min_luma_coding_block_size_minus3 to vui_parameters_present_flag, which it gives.</summary>
    private static bool SkipToUsability(ref BitReader bits, int orderBits)
    {
        for (var field = 0; field < 6; field++)
        {
            _ = bits.Unsigned();
        }

        if (bits.Flag() && bits.Flag())
        {
            SkipScalingLists(ref bits);
        }

        bits.Skip(2);
        if (bits.Flag())
        {
            bits.Skip(8);
            _ = bits.Unsigned();
            _ = bits.Unsigned();
            bits.Skip(1);
        }

        if (!ReferencePictureSets.TrySkip(ref bits))
        {
            return false;
        }

        if (bits.Flag())
        {
            for (var picture = Math.Min(bits.Unsigned(), 33); picture > 0; picture--)
            {
                bits.Skip(orderBits + 1);
            }
        }

        bits.Skip(2);
        return bits.Flag() && !bits.Failed;
    }

    /// <summary>Section 7.3.4.</summary>
    private static void SkipScalingLists(ref BitReader bits)
    {
        for (var size = 0; size < 4; size++)
        {
            for (var matrix = 0; matrix < 6 && !bits.Failed; matrix += size == 3 ? 3 : 1)
            {
                if (!bits.Flag())
                {
                    _ = bits.Unsigned();
                    continue;
                }

                var coefficients = Math.Min(64, 1 << (4 + (size << 1))) + (size > 1 ? 1 : 0);
                for (; coefficients > 0 && !bits.Failed; coefficients--)
                {
                    _ = bits.Signed();
                }
            }
        }
    }
}
