using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>The volumes as they were set up. Kept in a local file: recording must know them when the database is gone.</summary>
internal sealed class VolumeList : IDisposable
{
    private const string DefaultName = "recordings";

    private readonly LocalSnapshot<VolumeRegister> _snapshot;
    private readonly SemaphoreSlim _replacing = new(1, 1);
    private VolumeRegister _current;

    /// <param name="snapshot">Where the list is kept.</param>
    /// <param name="defaultPath">The volume there is without setting one up. An installation that has no list yet adopts what lies there.</param>
    /// <param name="isNamed">Whether somebody named that path; then it is always among the volumes.</param>
    /// <param name="recordedBefore">
    /// Whether this installation recorded before it kept a list. Then its volume has an identity file, and a directory without one
    /// is where a mount should be.
    /// </param>
    public VolumeList(LocalSnapshot<VolumeRegister> snapshot, string defaultPath, bool isNamed, bool recordedBefore)
    {
        _snapshot = snapshot;
        DefaultPath = Path.GetFullPath(defaultPath);
        _current = snapshot.Load() ?? new VolumeRegister(Guid.CreateVersion7(), []);
        if (_current.Volumes.Count == 0 || (isNamed && !_current.Volumes.Any(entry => entry.Path == DefaultPath)))
        {
            Adopt(mustExist: isNamed && recordedBefore && _current.Volumes.Count == 0);
        }
    }

    /// <summary>The one path that needs no setting up.</summary>
    public string DefaultPath { get; }

    /// <summary>Who this installation is to its volumes.</summary>
    public Guid Owner => Volatile.Read(ref _current).Owner;

    public IReadOnlyList<VolumeEntry> Entries => Volatile.Read(ref _current).Volumes;

    /// <summary>Adds a volume, or replaces what is known of it. When this returns, it survives a power cut.</summary>
    public Task PutAsync(VolumeEntry entry, CancellationToken cancellation) => ReplaceAsync(
        volumes => volumes.Any(known => known.Id == entry.Id)
            ? [.. volumes.Select(known => known.Id == entry.Id ? entry : known)]
            : [.. volumes, entry],
        cancellation);

    /// <summary>Changes what is known of a volume, and what others know of it with it.</summary>
    public async Task ChangeAsync(AttachedVolume volume, Func<VolumeEntry, VolumeEntry> change, CancellationToken cancellation)
    {
        await ReplaceAsync(volumes => [.. volumes.Select(known => known.Id == volume.Id ? change(known) : known)], cancellation);
        volume.Set(Entries.Single(known => known.Id == volume.Id));
    }

    public Task RemoveAsync(Guid id, CancellationToken cancellation) =>
        ReplaceAsync(volumes => [.. volumes.Where(known => known.Id != id)], cancellation);

    public void Dispose()
    {
        _snapshot.Dispose();
        _replacing.Dispose();
    }

    private async Task ReplaceAsync(Func<IReadOnlyList<VolumeEntry>, IReadOnlyList<VolumeEntry>> change, CancellationToken cancellation)
    {
        await _replacing.WaitAsync(cancellation);
        try
        {
            var changed = _current with { Volumes = change(_current.Volumes) };
            await _snapshot.SaveAsync(changed, cancellation);
            Volatile.Write(ref _current, changed);
        }
        finally
        {
            _ = _replacing.Release();
        }
    }

    private void Adopt(bool mustExist)
    {
        if (mustExist && VolumeIdentity.Read(DefaultPath) is null)
        {
            throw new FaultException(
                FaultKind.Configuration,
                $"The volume at {DefaultPath} is not there: this installation recorded before, but the directory holds no {VolumeIdentity.FileName}. Mount it first.");
        }

        var volume = Volume.Open(DefaultPath);
        var identity = VolumeIdentity.Read(volume.Root)!;
        _current = _current with
        {
            Volumes = [.. _current.Volumes, new VolumeEntry { Id = identity.Id, Name = FreeName(), Path = DefaultPath, Opens = identity.Opens }],
        };
    }

    private string FreeName() => _current.Volumes.Any(entry => entry.Name == DefaultName)
        ? $"{DefaultName} {_current.Volumes.Count + 1}"
        : DefaultName;
}
