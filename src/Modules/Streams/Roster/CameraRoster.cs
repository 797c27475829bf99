using System.Collections.Immutable;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Streams.Roster;

/// <summary>
/// The cameras to connect to. Fed by the inventory's events, kept in the database and in a local file, so that capture
/// starts at once after a restart, database or not.
/// </summary>
internal sealed class CameraRoster(LocalSnapshot<List<KnownCamera>> snapshot) : IDisposable
{
    private readonly Lock _taking = new();
    private readonly SemaphoreSlim _saving = new(1, 1);
    private ImmutableDictionary<CameraId, KnownCamera> _cameras = ImmutableDictionary<CameraId, KnownCamera>.Empty;
    private readonly Bell _changed = new();

    /// <summary>Reads the local file. Without it the roster fills from the database; the file is made anew with the next change.</summary>
    /// <exception cref="FaultException">The file is damaged or cannot be read.</exception>
    public void Load() => _ = Take(snapshot.Load() ?? []);

    /// <summary>Completes with the next news. Taken before looking, so that none is missed.</summary>
    public Task Changed => _changed.Next;

    /// <summary>All cameras ever heard of, the removed ones included.</summary>
    public ImmutableDictionary<CameraId, KnownCamera> Cameras => Volatile.Read(ref _cameras);

    /// <summary>The camera, unless it is unknown or removed.</summary>
    public KnownCamera? Find(CameraId camera) => Cameras.TryGetValue(camera, out var found) && !found.Removed ? found : null;

    /// <summary>Takes newer knowledge in and returns what was new; older is passed over.</summary>
    public IReadOnlyList<KnownCamera> Take(IReadOnlyCollection<KnownCamera> known)
    {
        lock (_taking)
        {
            var newer = known.Where(camera => !Cameras.TryGetValue(camera.Id, out var mine) || camera.IsNewerThan(mine)).ToArray();
            Volatile.Write(ref _cameras, Cameras.SetItems(newer.Select(camera => KeyValuePair.Create(camera.Id, camera))));
            if (newer.Length > 0)
            {
                _changed.Ring();
            }

            return newer;
        }
    }

    /// <summary>Brings the local file up to date.</summary>
    /// <exception cref="FaultException">The file cannot be written.</exception>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        // One after the other, each with what is known at its turn, so that an older roster never overwrites a newer one.
        await _saving.WaitAsync(cancellation);
        try
        {
            await snapshot.SaveAsync([.. Cameras.Values], cancellation);
        }
        finally
        {
            _ = _saving.Release();
        }
    }

    public void Dispose() => _saving.Dispose();
}
