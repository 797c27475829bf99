using System.Runtime.InteropServices;

namespace Vedette.Media.Mp4;

/// <summary>Writes all of a fragment that comes before its payload.</summary>
internal static class FragmentHeader
{
    private const uint DefaultBaseIsMoof = 0x02_0000;
    private const uint DefaultSampleFlagsPresent = 0x00_0020;

    private const uint DataOffsetPresent = 0x001;
    private const uint DurationPresent = 0x100;
    private const uint SizePresent = 0x200;
    private const uint FlagsPresent = 0x400;
    private const uint CompositionPresent = 0x800;

    // Section 8.8.3.1: depends on no other (2) or on others (1); whether it is a non-sync sample.
    private const uint KeySample = 0x0200_0000;
    private const uint OtherSample = 0x0101_0000;

    /// <summary>Writes <c>prft</c>, <c>moof</c> and the header of <c>mdat</c>; the payload of the runs follows in their order.</summary>
    /// <param name="boxes">Where to.</param>
    /// <param name="sequence">Number of the fragment in the file, from 1.</param>
    /// <param name="wallTime">Wall time of presentation of the first run's first sample.</param>
    /// <param name="runs">At least one; each has samples.</param>
    public static void Write(BoxWriter boxes, uint sequence, DateTimeOffset wallTime, ReadOnlySpan<TrackRun> runs)
    {
        WriteReferenceTime(boxes, wallTime, runs[0]);

        var moof = boxes.Start(BoxType.Moof);
        var mfhd = boxes.Start(BoxType.Mfhd, version: 0, flags: 0);
        boxes.UInt32(sequence);
        boxes.End(mfhd);
        Span<int> offsetFields = stackalloc int[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            offsetFields[i] = WriteTrackFragment(boxes, runs[i]);
        }

        boxes.End(moof);

        // From the start of moof to the payload of each run: behind the 8 bytes of the mdat header and the runs before.
        var payload = 8L;
        for (var i = 0; i < runs.Length; i++)
        {
            boxes.Patch(offsetFields[i], checked((uint)(boxes.Length - moof + payload)));
            payload += runs[i].PayloadBytes;
        }

        boxes.UInt32(checked((uint)payload));
        boxes.UInt32(BoxType.Mdat);
    }

    /// <summary>Section 8.16.5: which wall time the first sample's presentation time is.</summary>
    private static void WriteReferenceTime(BoxWriter boxes, DateTimeOffset wallTime, TrackRun run)
    {
        var prft = boxes.Start(BoxType.Prft, version: 1, flags: 0);
        boxes.UInt32(run.TrackId);
        boxes.UInt64(NtpTime.From(wallTime));
        boxes.Int64(run.BaseTicks + run.Samples[0].CompositionTicks);
        boxes.End(prft);
    }

    /// <summary>Sections 8.8.7, 8.8.12 and 8.8.8. Returns where the data offset is to be written.</summary>
    private static int WriteTrackFragment(BoxWriter boxes, TrackRun run)
    {
        var traf = boxes.Start(BoxType.Traf);
        var tfhd = boxes.Start(BoxType.Tfhd, version: 0, DefaultBaseIsMoof | (run.AllKeys ? DefaultSampleFlagsPresent : 0));
        boxes.UInt32(run.TrackId);
        if (run.AllKeys)
        {
            boxes.UInt32(KeySample);
        }

        boxes.End(tfhd);

        var tfdt = boxes.Start(BoxType.Tfdt, version: 1, flags: 0);
        boxes.Int64(run.BaseTicks);
        boxes.End(tfdt);

        var flags = DataOffsetPresent | DurationPresent | SizePresent
            | (run.AllKeys ? 0 : FlagsPresent) | (run.HasComposition ? CompositionPresent : 0);
        var trun = boxes.Start(BoxType.Trun, version: 1, flags);
        boxes.UInt32((uint)run.Samples.Count);
        var offsetField = boxes.Length;
        boxes.UInt32(0);
        foreach (ref readonly var sample in CollectionsMarshal.AsSpan(run.Samples))
        {
            boxes.UInt32(sample.Duration);
            boxes.UInt32((uint)sample.Size);
            if (!run.AllKeys)
            {
                boxes.UInt32(sample.IsKey ? KeySample : OtherSample);
            }

            if (run.HasComposition)
            {
                boxes.UInt32((uint)sample.CompositionTicks);
            }
        }

        boxes.End(trun);
        boxes.End(traf);
        return offsetField;
    }
}
