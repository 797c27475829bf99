namespace Vedette.Media.Units;

/// <summary>All of an access unit but its bytes.</summary>
public readonly record struct UnitHeader
{
    /// <summary>Index into <see cref="StreamFormat.Tracks"/>.</summary>
    public required int Track { get; init; }

    /// <summary>Whether decoding can start here. Audio units are always key.</summary>
    public required bool IsKey { get; init; }

    /// <summary>Decoding time in ticks of the track's clock since the run's start; never decreasing within a run and track.</summary>
    public required long DecodeTicks { get; init; }

    /// <summary>Presentation time minus decoding time, in ticks of the track's clock, at least 0.</summary>
    public int CompositionTicks { get; init; }

    /// <summary>Wall time of presentation, UTC, as the run's clock gives it.</summary>
    public required DateTimeOffset WallTime { get; init; }

    /// <summary>RTP packets known to be lost between the unit before and this one.</summary>
    public int PacketsLostBefore { get; init; }

    /// <summary>The stream's tracks as of this unit.</summary>
    public required StreamFormat Format { get; init; }

    /// <summary>The run this unit belongs to.</summary>
    public required Run Run { get; init; }
}
