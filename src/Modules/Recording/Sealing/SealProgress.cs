namespace Vedette.Recording.Sealing;

/// <summary>How far an export is: each byte is read twice.</summary>
internal sealed class SealProgress(long bytes, Action<double> report)
{
    private long _done;

    public void Add(long read) => report((double)(_done += read) / Math.Max(1, 2 * bytes));
}
