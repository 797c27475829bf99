using Vedette.Foundation;

namespace Vedette.Platform.Messaging;

/// <summary>
/// Sees what another process appended to a module's outbox: one small question for all who read it, because what this process
/// appends rings by itself.
/// </summary>
internal sealed class OutboxWatch(OutboxReader outbox, Outbox readers, TimeProvider time)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        for (var seen = -1L; ;)
        {
            await Task.Delay(Period, time, ct);
            try
            {
                var last = await outbox.LastPositionAsync(ct);
                if (last != seen)
                {
                    seen = last;
                    readers.Announce();
                }
            }
            catch (FaultException away) when (away is { Kind: FaultKind.Storage, IsTransient: true })
            {
                // The deliveries from this outbox say so themselves; when it is back, they find what came meanwhile.
                readers.Announce();
            }
        }
    }
}
