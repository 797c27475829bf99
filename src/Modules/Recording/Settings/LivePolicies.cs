using System.Collections.Immutable;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Recording.Settings;

/// <summary>The policies in force, by camera. Kept in a local file: recording and retention must know them when the database is gone.</summary>
internal sealed class LivePolicies(LocalSnapshot<Dictionary<CameraId, CameraPolicy>> snapshot) : IDisposable
{
    private readonly SemaphoreSlim _replacing = new(1, 1);
    private ImmutableDictionary<CameraId, CameraPolicy> _policies = LoadOrNothing(snapshot).ToImmutableDictionary();

    public bool Has(CameraId camera) => Volatile.Read(ref _policies).ContainsKey(camera);

    public CameraPolicy Of(CameraId camera) => Volatile.Read(ref _policies).GetValueOrDefault(camera) ?? CameraPolicy.Default;

    /// <summary>Replaces a camera's policy. When this returns, it survives a power cut.</summary>
    public async Task ReplaceAsync(CameraId camera, CameraPolicy policy, CancellationToken cancellation)
    {
        await _replacing.WaitAsync(cancellation);
        try
        {
            var changed = _policies.SetItem(camera, policy);
            await snapshot.SaveAsync(changed.ToDictionary(), cancellation);
            Volatile.Write(ref _policies, changed);
        }
        finally
        {
            _ = _replacing.Release();
        }
    }

    public void Dispose() => _replacing.Dispose();

    private static Dictionary<CameraId, CameraPolicy> LoadOrNothing(LocalSnapshot<Dictionary<CameraId, CameraPolicy>> snapshot)
    {
        try
        {
            return snapshot.Load() ?? [];
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return []; // without a policy footage is kept as long as there is room: nothing is lost by it
        }
    }
}
