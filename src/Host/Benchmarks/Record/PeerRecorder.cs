using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Vedette.Foundation;

namespace Vedette.Host.Benchmarks.Record;

/// <summary>Other people's recorder, one process or one for each camera.</summary>
internal sealed partial class PeerRecorder : IRecorder
{
    // A farm answers so many at a time without any of them giving up.
    private const int Batch = 8;
    private const int MostStarts = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _name;
    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("vedette-bench-log-");
    private readonly List<Running> _running;
    private int _filesBefore;

    public PeerRecorder(string name, Func<DirectoryInfo, IReadOnlyList<PeerCommand>> commands)
    {
        _name = name;
        Output = Directory.CreateTempSubdirectory($"vedette-bench-{name}-");
        _running = [.. commands(Output).Select(command => new Running(command))];
    }

    public ProcessTree Tree => new([.. _running.Select(each => each.Process!.Id)]);

    public DirectoryInfo Output { get; }

    public int Restarts => _running.Sum(each => each.Starts - 1);

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var batch in _running.Chunk(Batch))
        {
            foreach (var each in batch)
            {
                Start(each);
            }

            await WaitAsync(batch, cancellation);
        }
    }

    public async Task SettleAsync(CancellationToken cancellation)
    {
        await WaitAsync(_running, cancellation);
        _filesBefore = Files().Count();
    }

    public Task<RecordedSpan> AccountAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Task.FromResult(new RecordedSpan(Files().Count() - _filesBefore, _running.Where(each => each.Process!.HasExited).Sum(each => each.Command.Cameras.Count)));

    public IReadOnlyList<FileInfo> FilesOfOneCamera() =>
        [.. Output.EnumerateFiles("cam1_*.mp4").OrderBy(file => file.Name, StringComparer.Ordinal).SkipLast(1)];

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Select(each => each.Process).OfType<Process>())
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        Output.Delete(recursive: true);
        _logs.Delete(recursive: true);
    }

    private void Start(Running each)
    {
        each.Starts++;
        each.Process?.Dispose();

        // The shell becomes the program; so what it says goes into a file and nobody needs to read pipes.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", LogOf(each), each.Command.Program, .. each.Command.Arguments]);
        each.Process = Process.Start(start)!;
    }

    /// <summary>Until each has written something of each of its cameras and still runs; what has ended is started again, a few times.</summary>
    private async Task WaitAsync(IReadOnlyCollection<Running> batch, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            foreach (var ended in batch.Where(each => each.Process!.HasExited))
            {
                if (ended.Starts == MostStarts)
                {
                    throw new FaultException(FaultKind.ChildProcess, $"{_name} ended {MostStarts} times: {await LastWordsAsync(ended, cancellation)}");
                }

                Start(ended);
            }

            var written = Files().Where(file => file.Length > 0).Select(CameraOf).ToHashSet();
            if (batch.All(each => !each.Process!.HasExited && each.Command.Cameras.All(written.Contains)))
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new FaultException(
                    FaultKind.ChildProcess,
                    $"{_name} does not record all cameras after {Patience.TotalSeconds:0} s: {await LastWordsAsync(batch.First(), cancellation)}");
            }

            await Task.Delay(200, cancellation);
        }
    }

    private IEnumerable<FileInfo> Files() => Output.EnumerateFiles().Where(file => CameraOf(file) > 0);

    private static int CameraOf(FileInfo file) =>
        CameraFile().Match(file.Name) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;

    private string LogOf(Running each) => Path.Combine(_logs.FullName, $"{each.Command.Cameras[0]}.log");

    private async Task<string> LastWordsAsync(Running each, CancellationToken cancellation) =>
        string.Join(' ', (await File.ReadAllLinesAsync(LogOf(each), cancellation)).TakeLast(3));

    [GeneratedRegex(@"^cam(\d+)[_.]")]
    private static partial Regex CameraFile();

    private sealed class Running(PeerCommand command)
    {
        public PeerCommand Command { get; } = command;

        public Process? Process { get; set; }

        public int Starts { get; set; }
    }
}
