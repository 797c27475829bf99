namespace Vedette.Simulator.Streaming;

/// <summary>What the cameras' clocks show: the wall time at the start, carried on steadily whatever happens to the machine's.</summary>
internal sealed class CameraClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>When the cameras were switched on, UTC.</summary>
    public DateTimeOffset SwitchedOn { get; } = time.GetUtcNow();

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => SwitchedOn + time.GetElapsedTime(_start);
}
