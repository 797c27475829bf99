namespace Vedette.Media.Mp4;

/// <summary>Reads a <c>moof</c> box (ISO/IEC 14496-12 section 8.8.4). Whatever does not add up makes it null, never an exception.</summary>
internal static class FragmentParser
{
    /// <summary>More samples than a second of any track has; bounds what a damaged count can ask for.</summary>
    private const int MostSamples = 1 << 16;

    /// <summary>Times beyond this are damage; keeps all sums below far from overflow.</summary>
    private const long LatestTicks = 1L << 60;

    /// <param name="moof">The whole box.</param>
    /// <param name="moofOffset">Where it starts in the file.</param>
    /// <param name="payloadEnd">Where the <c>mdat</c> behind it ends.</param>
    /// <param name="trackIds">Ids of the format's tracks.</param>
    /// <param name="scratch">Memory to collect samples in; its content is lost.</param>
    /// <returns>The runs, video first, or null when the box is damaged. Tracks that are not known are left out.</returns>
    public static List<SegmentTrackRun>? Read(
        ReadOnlySpan<byte> moof, long moofOffset, long payloadEnd, ReadOnlySpan<uint> trackIds, List<SegmentSample> scratch)
    {
        var runs = new List<SegmentTrackRun>(trackIds.Length);
        foreach (var traf in Box.Walk(moof, 8, moof.Length))
        {
            if (traf.Type != BoxType.Traf)
            {
                continue;
            }

            if (!traf.TryFind(moof, BoxType.Tfhd, out var tfhd) || ReadDefaults(tfhd.Content(moof), moofOffset) is not { } defaults)
            {
                return null;
            }

            var track = trackIds.IndexOf(defaults.TrackId);
            if (track < 0)
            {
                continue;
            }

            // A track that comes twice would multiply what a damaged count can ask for.
            if (IsKnown(runs, track)
                || ReadRun(moof, moofOffset, payloadEnd, traf, defaults, track, scratch) is not { } run)
            {
                return null;
            }

            runs.Add(run);
        }

        runs.Sort(static (one, other) => one.Track.CompareTo(other.Track));
        return runs;
    }

    private static bool IsKnown(List<SegmentTrackRun> runs, int track)
    {
        foreach (var run in runs)
        {
            if (run.Track == track)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Section 8.8.7.</summary>
    private static SampleDefaults? ReadDefaults(ReadOnlySpan<byte> tfhd, long moofOffset)
    {
        var fields = new FieldReader(tfhd);
        var flags = fields.UInt32() & 0xFF_FFFF;
        var trackId = fields.UInt32();
        var baseOffset = (flags & 0x01) != 0 ? (long)Math.Min(fields.UInt64(), long.MaxValue / 2) : moofOffset;
        fields.Skip((flags & 0x02) != 0 ? 4 : 0);
        var duration = (flags & 0x08) != 0 ? fields.UInt32() : 0;
        var size = (flags & 0x10) != 0 ? fields.UInt32() : 0;
        var sampleFlags = (flags & 0x20) != 0 ? fields.UInt32() : 0;
        return fields.Overrun ? null : new SampleDefaults(trackId, baseOffset, duration, size, sampleFlags);
    }

    private static SegmentTrackRun? ReadRun(
        ReadOnlySpan<byte> moof, long moofOffset, long payloadEnd, Box traf, SampleDefaults defaults, int track, List<SegmentSample> samples)
    {
        if (!traf.TryFind(moof, BoxType.Tfdt, out var tfdt) || ReadTime(moof, tfdt) is not { } time || time.Ticks > LatestTicks)
        {
            return null;
        }

        samples.Clear();
        var position = defaults.BaseOffset;
        var ticks = time.Ticks;
        foreach (var trun in Box.Walk(moof, traf.ContentStart, traf.End))
        {
            if (trun.Type == BoxType.Trun
                && !TryReadSamples(trun.Content(moof), moofOffset, payloadEnd, defaults, samples, ref position, ref ticks))
            {
                return null;
            }
        }

        return samples.Count == 0
            ? null
            : new SegmentTrackRun(track, time.Ticks, [.. samples])
            {
                BoxOffset = moofOffset + traf.Start,
                TimeField = (moofOffset + time.At, time.IsLong),
            };
    }

    /// <summary>Section 8.8.12.</summary>
    private static (long Ticks, int At, bool IsLong)? ReadTime(ReadOnlySpan<byte> moof, Box tfdt)
    {
        var fields = new FieldReader(tfdt.Content(moof));
        var isLong = fields.UInt32() >> 24 == 1;
        var ticks = isLong ? fields.UInt64() : fields.UInt32();
        return fields.Overrun ? null : ((long)Math.Min(ticks, long.MaxValue), tfdt.ContentStart + 4, isLong);
    }

    /// <summary>Section 8.8.8.</summary>
    private static bool TryReadSamples(
        ReadOnlySpan<byte> trun,
        long moofOffset,
        long payloadEnd,
        SampleDefaults defaults,
        List<SegmentSample> samples,
        ref long position,
        ref long ticks)
    {
        const uint NotSync = 0x0001_0000;
        var fields = new FieldReader(trun);
        var flags = fields.UInt32() & 0xFF_FFFF;
        var count = fields.UInt32();
        if (count > MostSamples - samples.Count)
        {
            return false;
        }

        position = (flags & 0x01) != 0 ? defaults.BaseOffset + (int)fields.UInt32() : position;
        uint? firstFlags = (flags & 0x04) != 0 ? fields.UInt32() : null;
        for (var i = 0; i < count; i++)
        {
            var duration = (flags & 0x100) != 0 ? fields.UInt32() : defaults.Duration;
            var size = (flags & 0x200) != 0 ? fields.UInt32() : defaults.Size;
            var sampleFlags = (flags & 0x400) != 0 ? fields.UInt32() : firstFlags ?? defaults.Flags;
            var composition = (flags & 0x800) != 0 ? (int)fields.UInt32() : 0;
            firstFlags = null;
            if (fields.Overrun || position < moofOffset || position > payloadEnd || size > payloadEnd - position)
            {
                return false;
            }

            samples.Add(new SegmentSample(position, (int)size, ticks, duration, composition, (sampleFlags & NotSync) == 0));
            position += size;
            ticks += duration;
        }

        return true;
    }

    private readonly record struct SampleDefaults(uint TrackId, long BaseOffset, uint Duration, uint Size, uint Flags);
}
