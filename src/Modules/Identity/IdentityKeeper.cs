using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Identity.Features;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;

namespace Vedette.Identity;

/// <summary>
/// Gets Identity ready at start (first administrator, token keys) and keeps it tidy: keys rotate, what has expired is deleted.
/// </summary>
/// <remarks>
/// Belongs here: waiting for a database that does not answer yet, without holding up the modules that start after.
/// Does not: anything a request could wait for.
/// </remarks>
internal sealed class IdentityKeeper(
    CreateFirstAdministrator firstAdministrator,
    SigningKeys keys,
    UserStore users,
    SignInStore signIns,
    GrantStore grants,
    Refusals refusals,
    TimeProvider time,
    ILogger<IdentityKeeper> log) : BackgroundService
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    /// <summary>How long it can still be seen what somebody might do until lately; the audit trail knows it for good.</summary>
    private static readonly TimeSpan EndedGrantsKept = TimeSpan.FromDays(30);

    private Task _ready = Task.CompletedTask;

    private CancellationTokenSource? _stopping;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _stopping = new CancellationTokenSource();
        _ready = GetReadyAsync(_stopping.Token);
        await Task.WhenAny(_ready, Task.Delay(StartLimit, time, cancellationToken));
        if (_ready.IsFaulted)
        {
            // A setting that cannot work: say so now instead of starting a server nobody can sign in to.
            await _ready;
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await (_stopping?.CancelAsync() ?? Task.CompletedTask);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stopping?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _ready;
        while (true)
        {
            await Task.Delay(Round, time, stoppingToken);
            try
            {
                await TidyAsync(stoppingToken);
            }
            catch (FaultException fault)
            {
                IdentityLog.NotReadyYet(log, Round, fault);
            }
        }
    }

    private async Task GetReadyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await users.TellAllOnceAsync(cancellation);
                await firstAdministrator.HandleAsync(cancellation);
                await TidyAsync(cancellation);
                return;
            }
            catch (FaultException fault) when (fault.IsTransient)
            {
                IdentityLog.NotReadyYet(log, RetryDelay, fault);
            }

            await Task.Delay(RetryDelay, time, cancellation);
        }
    }

    private async Task TidyAsync(CancellationToken cancellation)
    {
        if (await keys.RefreshAsync(cancellation) is { } created)
        {
            IdentityLog.SigningKeyCreated(log, created);
        }

        var now = time.GetUtcNow();
        await signIns.PurgeAsync(now, cancellation);
        await refusals.FlushAsync(now, cancellation);
        await grants.PurgeAsync(now - EndedGrantsKept, cancellation);
    }
}
