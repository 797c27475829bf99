namespace Vedette.Simulator.Streaming;

/// <summary>The one loop that drives all cameras: fifty wake-ups a second, however many there are.</summary>
internal sealed class Pacer(IReadOnlyList<SimulatedCamera> cameras, CameraClock clock, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                var now = clock.Now;
                foreach (var camera in cameras)
                {
                    camera.Tick(now);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The simulator ends.
        }
    }
}
