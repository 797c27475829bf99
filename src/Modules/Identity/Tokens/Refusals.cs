using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;

namespace Vedette.Identity.Tokens;

/// <summary>Tells the log of actions of sign-ins that were refused, some one by one and the rest by number.</summary>
internal sealed class Refusals(RefusalStore store, ILogger<Refusals> log)
{
    private readonly RefusalBudget _budget = new();

    /// <summary>Counts an attempt that was not even looked at.</summary>
    public void Count() => _budget.Count();

    /// <summary>Notes an attempt. That it cannot be noted does not change the answer.</summary>
    public Task NoteAsync(string action, UserId? user, string detail, string? address, DateTimeOffset now, CancellationToken cancellation) =>
        _budget.Take(now) is { } before
            ? WriteAsync(action, user, before == 0 ? detail : $"{detail} {Words(before)}", address, now, cancellation)
            : Task.CompletedTask;

    /// <summary>Tells of those that were only counted, when none was written since.</summary>
    public Task FlushAsync(DateTimeOffset now, CancellationToken cancellation) =>
        _budget.TakeCounted() is > 0 and var counted
            ? WriteAsync("sign-in-refused", null, Words(counted), null, now, cancellation)
            : Task.CompletedTask;

    private static string Words(long counted) => $"Refused attempts not written one by one before this: {counted}.";

    private async Task WriteAsync(string action, UserId? user, string detail, string? address, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await store.AddAsync(action, user, detail, address, now, cancellation);
        }
        catch (FaultException fault)
        {
            IdentityLog.RefusalNotNoted(log, fault);
        }
    }
}
