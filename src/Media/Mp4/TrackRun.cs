namespace Vedette.Media.Mp4;

/// <summary>The samples of one track in a fragment to be written; used again for the next fragment.</summary>
internal sealed class TrackRun(uint trackId)
{
    public uint TrackId => trackId;

    /// <summary>Decoding time of the first sample, at least 0.</summary>
    public long BaseTicks { get; set; }

    public List<RunSample> Samples { get; } = [];

    public long PayloadBytes { get; private set; }

    public bool AllKeys { get; private set; } = true;

    public bool HasComposition { get; private set; }

    public void Add(in RunSample sample)
    {
        Samples.Add(sample);
        PayloadBytes += sample.Size;
        AllKeys &= sample.IsKey;
        HasComposition |= sample.CompositionTicks != 0;
    }

    public void Clear()
    {
        Samples.Clear();
        (PayloadBytes, AllKeys, HasComposition) = (0, true, false);
    }
}

/// <summary>One sample as <c>trun</c> tells it (ISO/IEC 14496-12 section 8.8.8).</summary>
internal readonly record struct RunSample(uint Duration, int Size, bool IsKey, int CompositionTicks);
