namespace Vedette.Recording.Writing;

/// <summary>Where a camera stood when it was last written down.</summary>
/// <param name="Volume">Where its newest segment lies.</param>
/// <param name="Sequence">The number of its newest segment.</param>
/// <param name="Chain">The chain hash of that.</param>
/// <param name="End">Where that ends.</param>
internal sealed record CameraPosition(Guid Volume, long Sequence, byte[] Chain, DateTimeOffset End);

/// <summary>Where all cameras stood.</summary>
/// <param name="IsFinal">Whether nothing was recorded since: the process was stopped in order.</param>
/// <param name="Cameras">By camera id.</param>
internal sealed record KnownPositions(bool IsFinal, IReadOnlyDictionary<string, CameraPosition> Cameras);
