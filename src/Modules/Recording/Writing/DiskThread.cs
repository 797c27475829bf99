using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Recording;

namespace Vedette.Recording.Writing;

/// <summary>
/// One thread that may block on the volume, so that nothing else does. It takes what waits as a batch: first all writes,
/// then the flushes, so that the device can commit them together.
/// </summary>
/// <remarks>
/// Belongs here: order and batches. Does not: what is written. Steps of one writer run in the order they were posted.
/// Bounded by the writers' lanes, which take no more fragments than they may hold.
/// </remarks>
internal sealed class DiskThread : IDisposable
{
    private const int Batch = 64;

    private readonly BlockingCollection<(FootageWriter Writer, Action<FootageWriter> Step)> _steps = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;

    public DiskThread(string name, ILogger logger)
    {
        _logger = logger;
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    public void Post(FootageWriter writer, Action<FootageWriter> step) => _steps.Add((writer, step));

    /// <summary>Takes no more steps; completes when all that were posted are done.</summary>
    public Task DrainAsync()
    {
        _steps.CompleteAdding();
        return _ended.Task;
    }

    public void Dispose() => _steps.Dispose();

    private void Run()
    {
        var touched = new HashSet<FootageWriter>();
        foreach (var first in _steps.GetConsumingEnumerable())
        {
            Do(first.Writer, first.Step);
            _ = touched.Add(first.Writer);
            for (var taken = 1; taken < Batch && _steps.TryTake(out var next); taken++)
            {
                Do(next.Writer, next.Step);
                _ = touched.Add(next.Writer);
            }

            foreach (var writer in touched)
            {
                Do(writer, static writer => writer.Confirm());
            }

            touched.Clear();
        }

        _ended.SetResult();
    }

    private void Do(FootageWriter writer, Action<FootageWriter> step)
    {
        try
        {
            step(writer);
        }
        catch (Exception fault)
        {
            // The last stop on this thread: whatever one camera's step throws, the other cameras' footage goes on.
            RecordingLog.StepFailed(_logger, fault);
            GiveUpSegment(writer, fault);
        }
    }

    private void GiveUpSegment(FootageWriter writer, Exception fault)
    {
        try
        {
            writer.Fail(new DiskTrouble(GapCause.DiskFailed, fault.Message));
        }
        catch (Exception second)
        {
            RecordingLog.StepFailed(_logger, second);
        }
    }
}
