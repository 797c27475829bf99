using System.Diagnostics;

namespace Vedette.Fuzzing;

/// <summary>Reads one mutilated input after the other; keeps those that reach new code and goes on from them.</summary>
/// <remarks>
/// The contract of every target: no exception but its own, at most <see cref="MaxTime"/> and <see cref="MaxBytes"/> of new
/// memory for an input. An input that never comes back ends the program, after it was written down.
/// </remarks>
internal sealed class Fuzzer(FuzzTarget target, Corpus corpus, int seed)
{
    /// <summary>The longest an input may take: far more than any needs on a busy machine.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    /// <summary>The most memory an input may ask for.</summary>
    public const long MaxBytes = 96L << 20;

    private static readonly TimeSpan NeverComesBack = TimeSpan.FromSeconds(30);

    private readonly Random _random = new(seed);
    private readonly Coverage _coverage = new();
    private readonly List<byte[]> _inputs = [];
    private readonly HashSet<string> _faults = [];
    private byte[] _reading = [];
    private long _since;

    public FuzzOutcome Run(TimeSpan length, bool keeps, bool untilFault = false)
    {
        using var watchdog = new Timer(_ => LookForHang(), null, NeverComesBack, TimeSpan.FromSeconds(1));
        var (started, executions) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var input in corpus.Load().Concat(target.Seeds))
        {
            Try(input, isSeed: true);
            executions++;
        }

        var mutator = new Mutator(_random, target.Words);
        while (Stopwatch.GetElapsedTime(started) < length && !(untilFault && _faults.Count > 0))
        {
            Try(mutator.Mutate(Pick(), Pick()), isSeed: false);
            executions++;
        }

        Interlocked.Exchange(ref _since, 0);
        if (keeps)
        {
            corpus.Replace(_inputs);
        }

        return new FuzzOutcome(target.Name, executions, Stopwatch.GetElapsedTime(started).TotalSeconds, _inputs.Count, _coverage.Blocks, _faults.Count);
    }

    /// <summary>Half of the time one of the newest: they are where the unknown begins.</summary>
    private byte[] Pick() =>
        _inputs.Count == 0 ? [] : _inputs[_random.Next(2) == 0 ? _random.Next(_inputs.Count) : _random.Next(Math.Max(0, _inputs.Count - 16), _inputs.Count)];

    private void Try(byte[] input, bool isSeed)
    {
        _coverage.Begin();
        _reading = input;
        var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        Interlocked.Exchange(ref _since, started);
        try
        {
            target.Read(input);
        }
        catch (Exception refusal) when (target.MayThrow(refusal))
        {
            // The ways in which it may refuse.
        }
        catch (Exception fault)
        {
            Report(input, $"{fault.GetType().Name} at {PlaceOf(fault)}", fault.ToString());
        }

        var (took, asked) = (Stopwatch.GetElapsedTime(started), GC.GetAllocatedBytesForCurrentThread() - before);
        if (took > MaxTime)
        {
            Report(input, "too slow", $"It took {took}.");
        }

        if (asked > MaxBytes)
        {
            Report(input, "too much memory", $"It asked for {asked} bytes.");
        }

        if (_coverage.TakeNew() || (isSeed && _inputs.Count == 0))
        {
            _inputs.Add(input);
        }
    }

    private void Report(byte[] input, string what, string why)
    {
        if (_faults.Add(what))
        {
            Console.Error.WriteLine($"{target.Name}: {what}: {corpus.SaveFault(input, why)}");
        }
    }

    private static string PlaceOf(Exception fault) =>
        fault.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Vedette.Media", StringComparison.Ordinal))?.Trim() ?? fault.Message;

    private void LookForHang()
    {
        var since = Interlocked.Read(ref _since);
        if (since != 0 && Stopwatch.GetElapsedTime(since) > NeverComesBack)
        {
            Report(_reading, "never comes back", "The input was read for half a minute without an end.");
            Environment.Exit(1);
        }
    }
}
