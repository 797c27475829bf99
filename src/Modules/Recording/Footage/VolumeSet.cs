namespace Vedette.Recording.Footage;

/// <summary>The volumes whose footage can be read now. One that is missing, foreign or stalled is not among them.</summary>
/// <remarks>
/// Belongs here: which directories hold footage. Does not: whether anything may be written there. Whoever walks the files of
/// all volumes must not take the absence of a volume for the absence of its footage.
/// </remarks>
internal sealed class VolumeSet
{
    private IReadOnlyList<Volume> _volumes;

    public VolumeSet(IReadOnlyList<Volume> volumes) => _volumes = volumes;

    public IReadOnlyList<Volume> All => Volatile.Read(ref _volumes);

    /// <summary>The volume, or null when it is not attached.</summary>
    public Volume? Find(Guid id) => All.FirstOrDefault(volume => volume.Id == id);

    /// <summary>A volume came or went.</summary>
    public void Replace(IReadOnlyList<Volume> volumes) => Volatile.Write(ref _volumes, volumes);
}
