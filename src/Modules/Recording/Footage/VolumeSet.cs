namespace Vedette.Recording.Footage;

/// <summary>The volumes footage lies on.</summary>
internal sealed class VolumeSet(IReadOnlyList<Volume> volumes)
{
    public IReadOnlyList<Volume> All => volumes;

    /// <summary>The volume, or null when it is not attached.</summary>
    public Volume? Find(Guid id) => volumes.FirstOrDefault(volume => volume.Id == id);
}
