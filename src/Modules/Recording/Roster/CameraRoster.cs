using System.Collections.Immutable;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Recording.Roster;

/// <summary>
/// The cameras footage is owed of. Fed by the inventory's events, kept in the database and in a local file, so that
/// recording starts at once after a restart, database or not.
/// </summary>
internal sealed class CameraRoster : IDisposable
{
    private readonly LocalSnapshot<List<RosterCamera>> _snapshot;
    private readonly SemaphoreSlim _saving = new(1, 1);
    private ImmutableDictionary<CameraId, RosterCamera> _cameras;

    public CameraRoster(LocalSnapshot<List<RosterCamera>> snapshot)
    {
        _snapshot = snapshot;
        _cameras = LoadOrNothing().ToImmutableDictionary(camera => camera.Id);
    }

    /// <summary>Something was learnt. Whoever listens must be quick.</summary>
    public event Action? Changed;

    /// <summary>All cameras ever heard of, the removed ones included. The same instance as long as nothing changes.</summary>
    public ImmutableDictionary<CameraId, RosterCamera> Cameras => Volatile.Read(ref _cameras);

    /// <summary>The camera, unless it is unknown or removed.</summary>
    public RosterCamera? Find(CameraId camera) => Cameras.TryGetValue(camera, out var found) && !found.Removed ? found : null;

    /// <summary>Takes newer knowledge in; older is passed over.</summary>
    public async Task TakeAsync(IReadOnlyCollection<RosterCamera> known, CancellationToken cancellation)
    {
        var changed = false;
        foreach (var camera in known)
        {
            changed |= ImmutableInterlocked.Update(
                ref _cameras,
                static (cameras, camera) => cameras.TryGetValue(camera.Id, out var mine) && !camera.IsNewerThan(mine)
                    ? cameras
                    : cameras.SetItem(camera.Id, camera),
                camera);
        }

        if (changed)
        {
            Changed?.Invoke();
            await SaveAsync(cancellation);
        }
    }

    public void Dispose() => _saving.Dispose();

    private List<RosterCamera> LoadOrNothing()
    {
        try
        {
            return _snapshot.Load() ?? [];
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return []; // the database has it too, and the next change replaces the file
        }
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        await _saving.WaitAsync(cancellation);
        try
        {
            await _snapshot.SaveAsync([.. Cameras.Values], cancellation);
        }
        finally
        {
            _ = _saving.Release();
        }
    }
}
