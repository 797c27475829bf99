namespace Vedette.Sensing.Talking;

/// <summary>How long to wait after a failure: twice as long after each, up to a limit, and never quite the same.</summary>
internal sealed class Pause(ThingLimits limits, TimeProvider time)
{
    private int _failures;

    /// <summary>It works (again).</summary>
    public void Reset() => _failures = 0;

    /// <param name="asked">What the thing asks for, if it does.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task AfterFailureAsync(TimeSpan? asked, CancellationToken cancellation)
    {
        var least = Within(asked ?? limits.LeastPause);
        var grown = Within(least * Math.Pow(2, Math.Min(_failures++, 16)));
        return Task.Delay(grown * (0.75 + (Random.Shared.NextDouble() / 2)), time, cancellation);
    }

    private TimeSpan Within(TimeSpan pause) => pause < limits.LeastPause ? limits.LeastPause : pause > limits.MostPause ? limits.MostPause : pause;
}
