namespace Vedette.Host.Benchmarks.Record;

/// <summary>What is recorded, by whom and for how long.</summary>
internal sealed record RecordPlan
{
    /// <summary>How many cameras, one measurement of each recorder for each number.</summary>
    public required IReadOnlyList<int> Cameras { get; init; }

    /// <summary>URL of camera {i}, counted from 1; null starts a farm of our own simulator.</summary>
    public string? UrlTemplate { get; init; }

    /// <summary>Who records after us, by the names of <see cref="RecordPeers"/>.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Length of a measurement.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Between the last camera's start and the window.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>How long system calls are counted after the window, so that counting costs no figure of it; zero for not at all.</summary>
    public TimeSpan Trace { get; init; }

    /// <summary>How often the batched floor reads.</summary>
    public required TimeSpan Tick { get; init; }

    /// <summary>The camera simulator's program.</summary>
    public required FileInfo Simulator { get; init; }

    /// <summary>The floor's C source.</summary>
    public required FileInfo FloorSource { get; init; }
}
