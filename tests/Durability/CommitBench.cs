using System.Diagnostics;
using System.Globalization;
using Vedette.Recording.Disks;

namespace Vedette.Durability;

/// <summary>
/// What it costs to make the fragments of many cameras durable: each file flushed by itself, as it comes, against one commit for
/// all on a tick. Both write the same bytes to the same disk.
/// </summary>
internal sealed class CommitBench(string folder, int cameras, TimeSpan length, int fragmentBytes)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Fragment = TimeSpan.FromMilliseconds(550);
    private const int FragmentsInSegment = 18;

    private readonly byte[] _bytes = RandomBytes(fragmentBytes);
    private int _calls;

    /// <summary>Flushes each fragment by itself.</summary>
    public CommitCost ByFile() => Measure("by-file", sets =>
    {
        foreach (var set in sets)
        {
            _calls += set.Count;
            set.FlushEach(LocalDisk.Instance);
            _ = set.Take();
        }
    }, Tick / 2);

    /// <summary>Commits what was written since the last tick.</summary>
    public CommitCost Together()
    {
        using var commit = new VolumeCommit(LocalDisk.Instance, folder, figures => _calls += figures.Flushes);
        return Measure("together", sets =>
        {
            commit.Commit(sets);
            foreach (var set in sets)
            {
                _ = set.Take();
            }
        }, Tick);
    }

    private CommitCost Measure(string name, Action<IReadOnlyList<CommitSet>> makeDurable, TimeSpan tick)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, $"vedette-commit-{name}-{Environment.ProcessId}")).FullName;
        var writers = Enumerable.Range(0, cameras).Select(camera => new Writer(place, camera)).ToList();
        var (device, cpu) = (DeviceFlushes(folder), Process.GetCurrentProcess().TotalProcessorTime);
        var started = Stopwatch.GetTimestamp();
        var (written, longest) = (0L, TimeSpan.Zero);
        _calls = 0;
        for (var now = TimeSpan.Zero; now < length; now = Stopwatch.GetElapsedTime(started))
        {
            var touched = new List<CommitSet>();
            foreach (var writer in writers.Where(writer => writer.IsDue(now, Fragment, cameras)))
            {
                writer.Write(_bytes, FragmentsInSegment);
                written += _bytes.Length;
                touched.Add(writer.Set);
            }

            var before = Stopwatch.GetTimestamp();
            if (touched.Count > 0)
            {
                makeDurable(touched);
            }

            var took = Stopwatch.GetElapsedTime(before);
            longest = took > longest ? took : longest;
            var left = tick - Stopwatch.GetElapsedTime(before);
            Thread.Sleep(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cost = new CommitCost(
            name,
            Math.Round(_calls / seconds, 1),
            DeviceFlushes(folder) is { } after && device is { } earlier ? Math.Round((after - earlier) / seconds, 1) : null,
            Math.Round(written / seconds),
            Math.Round((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds / seconds * 100, 1),
            Math.Round(longest.TotalMilliseconds, 1));
        writers.ForEach(writer => writer.Dispose());
        Directory.Delete(place, recursive: true);
        return cost;
    }

    /// <summary>Flush requests the device below a folder has completed (Documentation/block/stat: field 16); null where it does not count.</summary>
    private static long? DeviceFlushes(string folder)
    {
        var mount = File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' '))
            .Where(fields => folder.StartsWith(fields[4].TrimEnd('/') + '/', StringComparison.Ordinal) || fields[4] == "/")
            .MaxBy(fields => fields[4].Length);
        var stat = $"/sys/dev/block/{mount?[2]}/stat";
        return mount is not null && File.Exists(stat)
            && File.ReadAllText(stat).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: >= 16 } fields
                ? long.Parse(fields[15], CultureInfo.InvariantCulture)
                : null;
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }

    /// <summary>One camera: a file that grows, and a new one now and then.</summary>
    private sealed class Writer(string place, int camera) : IDisposable
    {
        private Microsoft.Win32.SafeHandles.SafeFileHandle? _file;
        private long _fragments;
        private long _length;

        public CommitSet Set { get; } = new();

        /// <summary>Cameras are not in step: each has its own moment.</summary>
        public bool IsDue(TimeSpan now, TimeSpan fragment, int cameras) => now > fragment * (_fragments + ((double)camera / cameras));

        public void Write(byte[] bytes, int fragmentsInSegment)
        {
            if (_fragments % fragmentsInSegment == camera % fragmentsInSegment || _file is null)
            {
                var folder = Path.Combine(place, $"camera-{camera}");
                DurableDirectory.Create(LocalDisk.Instance, folder, Set);
                _file?.Dispose();
                (_file, _length) = (LocalDisk.Instance.Create(Path.Combine(folder, $"{_fragments:D8}.mp4")), 0);
                Set.AddDirectory(folder);
            }

            LocalDisk.Instance.Write(_file, [bytes], _length);
            Set.Add(_file);
            _length += bytes.Length;
            _fragments++;
        }

        public void Dispose() => _file?.Dispose();
    }
}
