namespace Vedette.Audit.Domain;

/// <summary>One line of the log.</summary>
internal sealed record Entry
{
    /// <summary>1 for the first, then one more for each.</summary>
    public required long Sequence { get; init; }

    /// <summary>The action's own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it happened, UTC, whole microseconds.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Action { get; init; }

    /// <summary>A user id, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    public Guid? Target { get; init; }

    public required string Detail { get; init; }

    /// <summary>What is told and hashed: 1 for what is above, <see cref="EntryChain.Form"/> for all.</summary>
    public required int Form { get; init; }

    /// <summary>The network address it was done from; null when it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it was tried and refused.</summary>
    public bool Failed { get; init; }

    /// <summary>SHA-256 of the previous entry's hash and of everything above.</summary>
    public required byte[] Hash { get; init; }
}
