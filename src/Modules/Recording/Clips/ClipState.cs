namespace Vedette.Recording.Clips;

/// <summary>How far a clip is. Written to the database by name.</summary>
internal enum ClipState
{
    /// <summary>Its end lies ahead, or is not on the disk yet.</summary>
    Waiting,
    Pending,
    Running,
    Ready,
    Failed,
}
