namespace Vedette.Media.Rtsp;

/// <summary>How often to look whether something has happened: soon at first, then ever more rarely, until the time is over.</summary>
internal sealed class WaitingPace(TimeProvider time, TimeSpan limit)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next = First;

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => time.GetElapsedTime(_start) >= limit;

    /// <summary>Something happened: look soon again.</summary>
    public void Restart() => _next = First;

    /// <summary>Waits; false when the time is over.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        if (IsOver)
        {
            return false;
        }

        await Task.Delay(_next, time, cancellation);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return true;
    }
}
