namespace Vedette.Recording.Volumes;

/// <summary>A volume as it was set up. Replaced as a whole.</summary>
internal sealed record VolumeEntry
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Absolute.</summary>
    public required string Path { get; init; }

    public VolumeRole Role { get; init; }

    /// <summary>Most bytes of footage on it; null for what the settings say.</summary>
    public long? BudgetBytes { get; init; }

    /// <summary>Bytes left free on it; null for what the settings say.</summary>
    public long? ReserveBytes { get; init; }

    /// <summary>The open sequence its identity file showed last.</summary>
    public long Opens { get; init; }

    /// <summary>Whether an opening was begun: after a crash the identity file may or may not have been counted up.</summary>
    public bool IsOpening { get; init; }

    /// <summary>Whether it was taken out of use.</summary>
    public bool IsDetached { get; init; }
}
