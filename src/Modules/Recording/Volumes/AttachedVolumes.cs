using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>All volumes of this installation, well or not, in the order they were added. The first is the default one.</summary>
internal sealed class AttachedVolumes
{
    private readonly Lock _gate = new();
    private readonly VolumeSet _readable;
    private IReadOnlyList<AttachedVolume> _all;

    public AttachedVolumes(IEnumerable<AttachedVolume> volumes, VolumeSet readable)
    {
        (_all, _readable) = ([.. volumes], readable);
        Tell();
    }

    public IReadOnlyList<AttachedVolume> All => Volatile.Read(ref _all);

    /// <summary>Those whose footage can be read, counted and deleted now.</summary>
    public IEnumerable<AttachedVolume> Readable => All.Where(volume => volume.Condition.IsReadable);

    public AttachedVolume? Find(Guid id) => All.FirstOrDefault(volume => volume.Id == id);

    public void Add(AttachedVolume volume)
    {
        lock (_gate)
        {
            Volatile.Write(ref _all, [.. _all, volume]);
        }

        Tell();
    }

    public void Remove(Guid id)
    {
        lock (_gate)
        {
            Volatile.Write(ref _all, [.. _all.Where(volume => volume.Id != id)]);
        }

        Tell();
    }

    /// <summary>The condition of a volume changed: says to readers which can be read.</summary>
    public void Tell()
    {
        lock (_gate)
        {
            var now = Readable.Select(volume => volume.Volume).ToList();
            if (!now.SequenceEqual(_readable.All))
            {
                _readable.Replace(now);
            }
        }
    }
}
