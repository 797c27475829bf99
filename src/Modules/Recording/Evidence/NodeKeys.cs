using System.Security.Cryptography;
using Vedette.Foundation;
using Vedette.Platform.Storage;

namespace Vedette.Recording.Evidence;

/// <summary>The keys this node vouches with. The first is made when it is first needed; public parts are kept for ever.</summary>
internal sealed class NodeKeys(LocalSnapshot<KeyRing> file, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (KeyRing Ring, NodeSigner Signer)? _current;

    /// <summary>The keys and the one that signs.</summary>
    /// <exception cref="FaultException">The file cannot be read, written or understood.</exception>
    public async Task<(KeyRing Ring, NodeSigner Signer)> CurrentAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await LoadAsync(cancellation);
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    /// <summary>Makes a new key; the old one vouches for it a last time and is forgotten.</summary>
    /// <returns>The keys as they are now.</returns>
    /// <exception cref="FaultException">The file cannot be read, written or understood.</exception>
    public async Task<KeyRing> RotateAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var (ring, old) = await LoadAsync(cancellation);
            var (next, now) = (NodeSigner.Create(), time.GetUtcNow());
            var rotated = ring with
            {
                PrivateKeyPem = next.ExportPem(),
                Keys = [.. ring.Keys.SkipLast(1), ring.Keys[^1] with { Until = now }, Describe(next, now)],
                Rotations = [.. ring.Rotations, KeyRotation.Sign(ring.Node, now, old, next)],
            };
            await file.SaveAsync(rotated, cancellation);

            // The old signer is left to the collector: somebody may still be signing with it.
            _current = (rotated, next);
            return rotated;
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    public void Dispose()
    {
        _current?.Signer.Dispose();
        _gate.Dispose();
        file.Dispose();
    }

    private static NodeKey Describe(NodeSigner signer, DateTimeOffset since) => new(signer.Key.Fingerprint, signer.Key.Pem, since, null);

    private async Task<(KeyRing Ring, NodeSigner Signer)> LoadAsync(CancellationToken cancellation)
    {
        if (_current is { } known)
        {
            return known;
        }

        if (file.Load() is { } kept)
        {
            return (_current = (kept, Open(kept))).Value;
        }

        var first = NodeSigner.Create();
        var ring = new KeyRing(Guid.CreateVersion7(), first.ExportPem(), [Describe(first, time.GetUtcNow())], []);
        await file.SaveAsync(ring, cancellation);
        return (_current = (ring, first)).Value;
    }

    private static NodeSigner Open(KeyRing kept)
    {
        try
        {
            var signer = NodeSigner.FromPem(kept.PrivateKeyPem);
            return signer.Key.Fingerprint == kept.Keys[^1].Fingerprint
                ? signer
                : throw new FaultException(FaultKind.Format, "The node's private key is not the last of its keys.");
        }
        catch (Exception damaged) when (damaged is CryptographicException or ArgumentException)
        {
            throw new FaultException(FaultKind.Format, $"The node's key cannot be read: {damaged.Message}", innerException: damaged);
        }
    }
}
