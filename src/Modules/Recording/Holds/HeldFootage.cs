using System.Collections.Immutable;
using Vedette.Foundation;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Holds;

/// <summary>How much of each volume is held: part of its budget nobody can free. As the index said last.</summary>
internal sealed class HeldFootage(LiveHolds live, HoldStore store, TimeProvider time)
{
    private static readonly TimeSpan CountAgain = TimeSpan.FromMinutes(1);

    private ImmutableDictionary<Guid, long> _bytes = ImmutableDictionary<Guid, long>.Empty;
    private DateTimeOffset _countedAt = DateTimeOffset.MinValue;
    private int _countedVersion = -1;

    public long BytesOn(Guid volume) => Volatile.Read(ref _bytes).GetValueOrDefault(volume);

    /// <summary>Counts again when the holds changed, or when footage may have come under them since.</summary>
    /// <exception cref="FaultException">The database is away.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var (now, version) = (time.GetUtcNow(), live.Version);
        if (version == _countedVersion && now - _countedAt < CountAgain)
        {
            return;
        }

        var bytes = ImmutableDictionary.CreateBuilder<Guid, long>();
        foreach (var (camera, from, to) in Ranges(live.All.Where(hold => hold.IsInForce(now))))
        {
            foreach (var (volume, sum) in await store.LocalBytesAsync(camera, from, to, cancellation))
            {
                bytes[volume] = bytes.GetValueOrDefault(volume) + sum;
            }
        }

        Volatile.Write(ref _bytes, bytes.ToImmutable());
        (_countedAt, _countedVersion) = (now, version);
    }

    /// <summary>What is held by two holds is held once.</summary>
    private static IEnumerable<(CameraId Camera, DateTimeOffset From, DateTimeOffset To)> Ranges(IEnumerable<Hold> holds)
    {
        var byCamera = holds
            .SelectMany(hold => hold.CameraIds.Distinct().Select(camera => (camera, hold.From, hold.To)))
            .GroupBy(range => range.camera);
        foreach (var ranges in byCamera)
        {
            (DateTimeOffset From, DateTimeOffset To)? open = null;
            foreach (var (_, from, to) in ranges.OrderBy(range => range.From))
            {
                if (open is { } running && from <= running.To)
                {
                    open = (running.From, to > running.To ? to : running.To);
                    continue;
                }

                if (open is { } done)
                {
                    yield return (ranges.Key, done.From, done.To);
                }

                open = (from, to);
            }

            if (open is { } last)
            {
                yield return (ranges.Key, last.From, last.To);
            }
        }
    }
}
