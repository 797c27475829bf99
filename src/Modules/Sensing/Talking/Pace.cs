namespace Vedette.Sensing.Talking;

/// <summary>How fast we let a thing be: some at once, in the long run no more than so many a second. What is too fast waits in the thing.</summary>
internal sealed class Pace(TimeProvider time)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(50);

    private readonly long _start = time.GetTimestamp();

    // When the last one would have come at an even pace, since the start.
    private TimeSpan _due;

    public async Task WaitAsync(CancellationToken cancellation)
    {
        var now = time.GetElapsedTime(_start);
        _due = (_due > now ? _due : now) + Each;
        if (_due - now - (AtOnce * Each) is var ahead && ahead > TimeSpan.Zero)
        {
            await Task.Delay(ahead, time, cancellation);
        }
    }
}
