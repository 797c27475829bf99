using System.Diagnostics;

namespace Vedette.Host.Benchmarks.Playback;

/// <summary>One file sent once: when its first and its last byte came, how long it was, and what it cost the sender.</summary>
internal readonly record struct Transfer(TimeSpan FirstByte, TimeSpan Whole, long Bytes, double CpuSeconds)
{
    private const int ReadSize = 1 << 18;

    /// <summary>Takes all there is and throws it away.</summary>
    /// <param name="started">Stopwatch time at which it was asked for.</param>
    /// <param name="read">Reads what comes next; 0 at the end.</param>
    /// <param name="isFirstByteAll">Whether nothing more is wanted once something came.</param>
    public static Transfer Drain(long started, Func<byte[], int> read, bool isFirstByteAll = false)
    {
        var buffer = new byte[ReadSize];
        var (first, bytes) = (TimeSpan.Zero, 0L);
        while (read(buffer) is var count && count > 0)
        {
            first = bytes == 0 ? Stopwatch.GetElapsedTime(started) : first;
            bytes += count;
            if (isFirstByteAll)
            {
                break;
            }
        }

        return new Transfer(first, Stopwatch.GetElapsedTime(started), bytes, 0);
    }

    public static TransferFigures FiguresOf(IReadOnlyList<Transfer> all)
    {
        var whole = Median([.. all.Select(one => one.Whole.TotalSeconds)]);
        return new TransferFigures(
            Math.Round(Median([.. all.Select(one => one.FirstByte.TotalMilliseconds)]), 1),
            Math.Round(whole, 3),
            Math.Round(all[0].Bytes / whole / 1e6, 0),
            Math.Round(all.Sum(one => one.CpuSeconds) / all.Sum(one => (double)one.Bytes) * 1e9, 3));
    }

    public static double Median(List<double> figures)
    {
        figures.Sort();
        return figures[figures.Count / 2];
    }
}
