using Vedette.Recording.Footage;

namespace Vedette.Recording.Index;

/// <summary>What the disk confirmed and the index is to learn.</summary>
internal abstract record Fact
{
    private Fact()
    {
    }

    /// <summary>A segment is complete.</summary>
    public sealed record Recorded(Segment Segment) : Fact;

    /// <summary>A gap was opened, explained better, or closed.</summary>
    public sealed record Missing(Gap Gap) : Fact;

    /// <summary>A gap turned out to be none: pictures go on where they stopped.</summary>
    public sealed record NotMissing(Gap Gap) : Fact;

    /// <summary>A segment's file is gone.</summary>
    public sealed record Deleted(Segment Segment) : Fact;
}
