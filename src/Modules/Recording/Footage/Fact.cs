using Vedette.Foundation;

namespace Vedette.Recording.Footage;

/// <summary>What the disk confirmed and the index is to learn.</summary>
internal abstract record Fact
{
    private Fact()
    {
    }

    public abstract CameraId CameraId { get; }

    /// <summary>A segment is complete.</summary>
    internal sealed record Recorded(Segment Segment) : Fact
    {
        public override CameraId CameraId => Segment.CameraId;
    }

    /// <summary>A gap was opened, explained better, or closed.</summary>
    internal sealed record Missing(Gap Gap) : Fact
    {
        public override CameraId CameraId => Gap.CameraId;
    }

    /// <summary>A gap turned out to be none: pictures go on where they stopped.</summary>
    internal sealed record NotMissing(Gap Gap) : Fact
    {
        public override CameraId CameraId => Gap.CameraId;
    }

    /// <summary>Footage was found worth keeping, or for longer than it was known.</summary>
    internal sealed record Marked(Mark Mark) : Fact
    {
        public override CameraId CameraId => Mark.CameraId;
    }

    /// <summary>A segment is gone for good, from the archive too.</summary>
    internal sealed record Deleted(SegmentName Name) : Fact
    {
        public override CameraId CameraId => Name.CameraId;
    }

    /// <summary>A segment's file is gone to make room. When the archive has a copy the footage is not.</summary>
    internal sealed record Evicted(SegmentName Name) : Fact
    {
        public override CameraId CameraId => Name.CameraId;
    }
}
