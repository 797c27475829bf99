using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Recording;
using Vedette.Recording.Disks;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>
/// One thread that may block on the volume, so that nothing else does. It writes and commits on a tick of the clock, so that it is
/// woken seldom, and all cameras' fragments of a moment become durable together.
/// </summary>
/// <remarks>
/// Belongs here: order and ticks. Does not: what is written. Steps of one writer run in the order they were posted; a
/// writer that awaits a commit holds up its own steps, nobody else's. Bounded by the writers' lanes, which take no more
/// fragments than they may hold, and by the commits, during which no step runs.
/// </remarks>
internal sealed class DiskThread
{
    private readonly ThreadQueue<(FootageWriter Writer, Action<FootageWriter> Step)> _steps = new();
    private readonly Dictionary<FootageWriter, Queue<Action<FootageWriter>>> _held = [];
    private readonly HashSet<FootageWriter> _touched = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly VolumeCommit? _commit;
    private readonly BusyClock? _clock;
    private readonly Func<TimeSpan> _interval;
    private readonly ILogger _logger;
    private TimeSpan _due;
    private int _draining;

    /// <param name="name">Name of the thread.</param>
    /// <param name="commit">Makes durable what its writers wrote; null for writers without a volume.</param>
    /// <param name="clock">Told of every call that may take long.</param>
    /// <param name="interval">Time between two ticks.</param>
    /// <param name="logger">Where what nobody else can handle is said.</param>
    public DiskThread(string name, VolumeCommit? commit, BusyClock? clock, Func<TimeSpan> interval, ILogger logger)
    {
        (_commit, _clock, _interval, _logger) = (commit, clock, interval, logger);
        _commit?.Join();
        new Thread(Run) { IsBackground = true, Name = name }.Start();
    }

    public void Post(FootageWriter writer, Action<FootageWriter> step) => _steps.Add((writer, step));

    /// <summary>Takes no more steps; completes when all that were posted are done and durable.</summary>
    public Task DrainAsync()
    {
        if (Interlocked.Exchange(ref _draining, 1) == 0)
        {
            _steps.Complete();
        }

        return _ended.Task;
    }

    private void Run()
    {
        while (!_steps.IsCompleted || _touched.Count > 0)
        {
            Wait();
            while (_steps.TryTake(out var next))
            {
                Take(next.Writer, next.Step);
            }

            if (_touched.Count > 0 && (_steps.IsCompleted || UntilTick <= TimeSpan.Zero))
            {
                Commit();
            }
        }

        _commit?.Leave();
        _ended.SetResult();
    }

    /// <summary>What comes before the tick is written at the tick: it would not be durable any sooner.</summary>
    private void Wait()
    {
        if (_touched.Count == 0)
        {
            _steps.WaitForWork();
        }
        else
        {
            _steps.WaitUntilOver(UntilTick);
        }
    }

    private TimeSpan UntilTick => _due - Now();

    private static TimeSpan Now() => Stopwatch.GetElapsedTime(0);

    private void Take(FootageWriter writer, Action<FootageWriter> step)
    {
        if (writer.AwaitsCommit)
        {
            if (!_held.TryGetValue(writer, out var held))
            {
                _held.Add(writer, held = new Queue<Action<FootageWriter>>());
            }

            held.Enqueue(step);
            return;
        }

        Do(writer, step);
        Touch(writer);
    }

    private void Touch(FootageWriter writer)
    {
        if (writer.IsFenced)
        {
            // It was taken over from while it was inside a call; nothing more is asked of it.
            _ = _held.Remove(writer);
            writer.Discard();
            return;
        }

        if (!writer.NeedsCommit || !_touched.Add(writer) || _touched.Count > 1)
        {
            return;
        }

        // Ticks are the same for all threads, so that they meet in one commit.
        var (now, interval) = (Now(), _interval());
        _due = interval > TimeSpan.Zero ? TimeSpan.FromTicks(((now.Ticks / interval.Ticks) + 1) * interval.Ticks) : now;
    }

    private void Commit()
    {
        var writers = _touched.ToArray();
        _touched.Clear();
        _clock?.Begin();
        try
        {
            _commit?.Commit([.. writers.Select(writer => writer.Uncommitted)]);
        }
        catch (Exception bug)
        {
            // What was not said to be durable is refused: the writers give their segments up, and the thread goes on.
            RecordingLog.StepFailed(_logger, bug);
        }
        finally
        {
            _clock?.End();
        }

        foreach (var writer in writers)
        {
            Do(writer, static writer => writer.Confirm());
            while (!writer.AwaitsCommit && _held.TryGetValue(writer, out var held) && held.TryDequeue(out var step))
            {
                Do(writer, step);
            }

            Touch(writer);
        }
    }

    private void Do(FootageWriter writer, Action<FootageWriter> step)
    {
        _clock?.Begin();
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
        finally
        {
            _clock?.End();
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
