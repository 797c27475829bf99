namespace Vedette.Simulator.Streaming;

/// <summary>What a camera is doing when it sends a unit.</summary>
/// <param name="WallTime">When the unit was taken, UTC.</param>
/// <param name="CanStart">Whether a viewer may begin with this unit: a key picture, or anything when there are no pictures.</param>
/// <param name="Jump">How far the media clock is ahead.</param>
/// <param name="Behaviour">How the camera behaves.</param>
/// <param name="Garbage">Bytes to put before the unit.</param>
internal readonly record struct CameraMoment(
    DateTimeOffset WallTime, bool CanStart, TimeSpan Jump, Behaviour Behaviour, ReadOnlyMemory<byte> Garbage);
