namespace Vedette.Recording.Storage;

/// <summary>What is in the archive.</summary>
internal sealed record ArchiveTally
{
    public long Copies { get; init; }

    public long Bytes { get; init; }

    /// <summary>Segments that are in the archive and not on a volume.</summary>
    public long OnlyThere { get; init; }

    public long DeadLetters { get; init; }
}
