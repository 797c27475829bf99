namespace Vedette.Host.Benchmarks.Start;

/// <summary>What <c>bench start</c> measures.</summary>
internal sealed record StartPlan
{
    /// <summary>How often each start is repeated; the median counts.</summary>
    public required int Runs { get; init; }

    /// <summary>From ready to the idle window.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>Length of the idle window.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How long system calls are counted behind the window.</summary>
    public required TimeSpan Trace { get; init; }

    /// <summary>Connection string of an empty database, or null.</summary>
    public required string? Postgres { get; init; }

    /// <summary>Whether the kernel forgets files before each start. Needs root, and slows down everything else on the machine.</summary>
    public required bool DropsCaches { get; init; }

    public required FileInfo Simulator { get; init; }
}
