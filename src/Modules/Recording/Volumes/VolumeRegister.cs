namespace Vedette.Recording.Volumes;

/// <summary>The file <c>volumes.json</c>: who we are to volumes, and which ones there are.</summary>
/// <param name="Owner">Id of this installation, written into the identity of each of its volumes.</param>
/// <param name="Volumes">The volumes, in the order they were added.</param>
internal sealed record VolumeRegister(Guid Owner, IReadOnlyList<VolumeEntry> Volumes);
