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
    private readonly SemaphoreSlim _taking = new(1, 1);
    private ImmutableDictionary<CameraId, KnownCamera> _cameras = LoadOrNothing(snapshot).ToImmutableDictionary(camera => camera.Id);

    /// <summary>All cameras ever heard of, the removed ones included.</summary>
    public ImmutableDictionary<CameraId, KnownCamera> Cameras => Volatile.Read(ref _cameras);

    /// <summary>The camera, unless it is unknown or removed.</summary>
    public KnownCamera? Find(CameraId camera) => Cameras.TryGetValue(camera, out var found) && !found.Removed ? found : null;

    /// <summary>Takes newer knowledge in and returns what was new; older is passed over.</summary>
    public async Task<IReadOnlyList<KnownCamera>> TakeAsync(IReadOnlyCollection<KnownCamera> known, CancellationToken cancellation)
    {
        await _taking.WaitAsync(cancellation);
        try
        {
            var newer = known.Where(camera => !Cameras.TryGetValue(camera.Id, out var mine) || mine.Version < camera.Version).ToArray();
            if (newer.Length > 0)
            {
                Volatile.Write(ref _cameras, Cameras.SetItems(newer.Select(camera => KeyValuePair.Create(camera.Id, camera))));
                await snapshot.SaveAsync([.. Cameras.Values], cancellation);
            }

            return newer;
        }
        finally
        {
            _ = _taking.Release();
        }
    }

    public void Dispose() => _taking.Dispose();

    private static List<KnownCamera> LoadOrNothing(LocalSnapshot<List<KnownCamera>> snapshot)
    {
        try
        {
            return snapshot.Load() ?? [];
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            // The database has it too, and the next change replaces the file.
            return [];
        }
    }
}
