using System.Diagnostics;

namespace Vedette.Durability;

/// <summary>Starts recorders and kills them at random moments, some of them while they start; each life checks what the one before left.</summary>
internal sealed class CrashHarness(string program, int cycles, int seed, TextWriter progress)
{
    private const int Nodes = 2;
    private const int Cameras = 3;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    private readonly Lock _gate = new();
    private readonly CrashFigures _figures = new();
    private int _left = cycles;

    public async Task<CrashFigures> RunAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Nodes).Select(node => RunNodeAsync(node, cancellation)));
        _figures.Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return _figures;
    }

    /// <summary>One data directory and its lives, one after the other; the last one only checks.</summary>
    private async Task RunNodeAsync(int node, CancellationToken cancellation)
    {
        var random = new Random(HashCode.Combine(seed, node));
        var life = new Life(
            Directory.CreateTempSubdirectory("vedette-crash-").FullName,
            new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), Cameras, Encrypts: node % 2 == 1, random.Next());
        var isWell = true;
        while (isWell && Interlocked.Decrement(ref _left) >= 0)
        {
            var born = Stopwatch.GetTimestamp();
            isWell = await LiveAsync(life, TimeSpan.FromMilliseconds(random.Next(20, 900)), random.Next(8) == 0, cancellation);
            life = life with { Start = life.Start + (Stopwatch.GetElapsedTime(born) * Life.Speed) + TimeSpan.FromSeconds(30), Seed = random.Next() };
        }

        isWell = isWell && await LiveAsync(life, TimeSpan.Zero, whileStarting: false, cancellation);
        if (isWell)
        {
            Directory.Delete(life.Data, recursive: true);
        }
    }

    /// <summary>One life. False when it found something wrong.</summary>
    private async Task<bool> LiveAsync(Life life, TimeSpan length, bool whileStarting, CancellationToken cancellation)
    {
        using var recorder = Process.Start(new ProcessStartInfo(program, life.ToArguments())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestStart);
        var errors = recorder.StandardError.ReadToEndAsync(cancellation);
        try
        {
            if (whileStarting)
            {
                await Task.Delay(length, cancellation);
                recorder.Kill();
            }
            else if (!await IsWellAsync(recorder, limit.Token))
            {
                Fail(life, await errors);
                return false;
            }
            else
            {
                await Task.Delay(length, cancellation);
                recorder.Kill();
            }

            await NoteAsync(life, recorder, whileStarting, cancellation);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Fail(life, $"it was not ready within {LongestStart}");
            return false;
        }
        finally
        {
            if (!recorder.HasExited)
            {
                recorder.Kill();
            }
        }
    }

    private async Task<bool> IsWellAsync(Process recorder, CancellationToken cancellation)
    {
        while (await recorder.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Split(' ') is [Recorder.Checked, var segments, var gaps])
            {
                lock (_gate)
                {
                    _figures.SegmentsChecked += int.Parse(segments, System.Globalization.CultureInfo.InvariantCulture);
                    _figures.GapsChecked += int.Parse(gaps, System.Globalization.CultureInfo.InvariantCulture);
                }

                return true;
            }

            lock (_gate)
            {
                _figures.Failures.Add(line);
            }
        }

        return false;
    }

    /// <summary>What was said to the pipe before the kill counts, however little was read of it so far.</summary>
    private async Task NoteAsync(Life life, Process recorder, bool whileStarting, CancellationToken cancellation)
    {
        var said = (await recorder.StandardOutput.ReadToEndAsync(cancellation)).Split('\n');
        var report = "";
        await recorder.WaitForExitAsync(cancellation);
        var promises = said.Select(Promise.TryParse).OfType<Promise>().ToList();
        await File.AppendAllLinesAsync(life.Promises, promises.Select(promise => promise.ToString()), cancellation);
        lock (_gate)
        {
            _figures.Kills++;
            _figures.KilledWhileStarting += whileStarting ? 1 : 0;
            _figures.Promises += promises.Count;
            _figures.Failures.AddRange(said.Where(line => line.StartsWith(Recorder.Wrong, StringComparison.Ordinal)));
            if (_figures.Kills % 50 == 0)
            {
                report = $"{_figures.Kills} kills, {_figures.Promises} promises kept{Environment.NewLine}";
            }
        }

        await progress.WriteAsync(report.AsMemory(), cancellation);
    }

    private void Fail(Life life, string why)
    {
        lock (_gate)
        {
            _figures.Failures.Add($"seed {seed}, {life.Data} (kept), clock {life.Start:O}: {why}");
        }
    }
}
