namespace Vedette.Contracts.Inventory;

/// <summary>Which of a camera's streams serves what. A camera without a small stream serves everything with its only one.</summary>
/// <param name="Record">What is recorded.</param>
/// <param name="Grid">What the wall of tiles shows.</param>
/// <param name="Detect">What detectors look at.</param>
public sealed record CameraRoles(StreamChoice Record, StreamChoice Grid, StreamChoice Detect)
{
    /// <summary>The large stream for recording, the small one for the rest.</summary>
    public static CameraRoles Usual { get; } = new(StreamChoice.Main, StreamChoice.Sub, StreamChoice.Sub);
}
