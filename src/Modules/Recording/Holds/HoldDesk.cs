using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Recording.Storage;

namespace Vedette.Recording.Holds;

/// <summary>Places, changes and ends holds: in force first, then written down, so that no deletion comes between.</summary>
internal sealed class HoldDesk(LiveHolds live, HoldStore store, TimeProvider time)
{
    private const string System = "system";

    /// <summary>When this returns, nothing of the range is deleted any more.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="address">Where its owner placed it from.</param>
    /// <param name="cancellation">Stops the attempt.</param>
    /// <exception cref="FaultException">The database or the disk refused; there is no such hold.</exception>
    public async Task PlaceAsync(Hold hold, string? address, CancellationToken cancellation)
    {
        using var floor = await live.TakeFloorAsync(cancellation);
        live.Put(hold);
        try
        {
            await live.WaitForDeletionsAsync(hold, cancellation);
            await live.SaveAsync(cancellation);
            await store.AddAsync(hold, address, cancellation);
        }
        catch
        {
            live.Remove(hold.Id);
            await live.SaveAsync(CancellationToken.None);
            throw;
        }
    }

    /// <returns>The hold as it is now; null when it is not active any more.</returns>
    public async Task<Hold?> ChangeAsync(Hold changed, Caller caller, CancellationToken cancellation)
    {
        using var floor = await live.TakeFloorAsync(cancellation);
        if (!await store.ChangeAsync(changed, caller, cancellation))
        {
            return null;
        }

        live.Put(changed);
        await live.SaveAsync(cancellation);
        return changed;
    }

    /// <returns>Whether it was active.</returns>
    public Task<bool> ReleaseAsync(Hold hold, Caller caller, string reason, CancellationToken cancellation) =>
        EndAsync(
            hold with { State = HoldState.Released, ReleasedAt = time.GetUtcNow(), ReleasedBy = caller.Actor, ReleaseReason = reason },
            caller.Address,
            cancellation);

    /// <summary>Writes down the end of the holds whose time is over, and learns what other processes placed or ended.</summary>
    /// <exception cref="FaultException">The database is away; the holds known stay in force.</exception>
    public async Task MeetDatabaseAsync(CancellationToken cancellation)
    {
        using (await live.TakeFloorAsync(cancellation))
        {
            await MergeAsync(cancellation);
        }

        var now = time.GetUtcNow();
        foreach (var hold in live.All.Where(hold => !hold.IsInForce(now)))
        {
            _ = await EndAsync(
                hold with { State = HoldState.Expired, ReleasedAt = hold.ExpiresAt, ReleasedBy = System, ReleaseReason = "Its time was over." },
                address: null,
                cancellation);
        }
    }

    private async Task MergeAsync(CancellationToken cancellation)
    {
        var active = await store.ActiveAsync(cancellation);
        var known = live.All;
        var unknown = known.Where(hold => active.All(other => other.Id != hold.Id)).ToList();
        foreach (var hold in unknown)
        {
            if (await store.FindAsync(hold.Id, cancellation) is null)
            {
                // The database is older than the file, which happens when it was restored: a hold is not lost by that.
                await store.AddAsync(hold, address: null, cancellation);
                active = [.. active, hold];
            }
        }

        if (!active.OrderBy(hold => hold.Id).Select(Face).SequenceEqual(known.OrderBy(hold => hold.Id).Select(Face)))
        {
            live.Replace([.. active]);
            await live.SaveAsync(cancellation);
        }
    }

    private static (Guid, DateTimeOffset, DateTimeOffset, DateTimeOffset?, string) Face(Hold hold) =>
        (hold.Id, hold.From, hold.To, hold.ExpiresAt, hold.Reason);

    private async Task<bool> EndAsync(Hold ended, string? address, CancellationToken cancellation)
    {
        using var floor = await live.TakeFloorAsync(cancellation);
        var isEnded = await store.EndAsync(ended, address, cancellation);
        live.Remove(ended.Id);
        await live.SaveAsync(cancellation);
        return isEnded;
    }
}
