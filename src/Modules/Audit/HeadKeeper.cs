using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Audit.Storage;
using Vedette.Foundation;

namespace Vedette.Audit;

/// <summary>Notes the newest head of the log every hour, in its file and in the program's own log, which may be kept on another machine.</summary>
internal sealed class HeadKeeper(ActionReader reader, HeadNotes notes, TimeProvider time, ILogger<HeadKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    private long _noted;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Round, time, stoppingToken);
            try
            {
                await NoteAsync(stoppingToken);
            }
            catch (FaultException fault)
            {
                AuditLog.HeadNotNoted(log, Round, fault);
            }
        }
    }

    private async Task NoteAsync(CancellationToken cancellation)
    {
        var (sequence, hash) = await reader.HeadAsync(cancellation);
        if (sequence <= _noted)
        {
            return;
        }

        await notes.AddAsync(sequence, hash, time.GetUtcNow(), cancellation);
        AuditLog.HeadNoted(log, sequence, Convert.ToHexStringLower(hash));
        _noted = sequence;
    }
}
