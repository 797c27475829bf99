namespace Vedette.Host.Benchmarks.Start;

/// <summary>How long starts of one kind took.</summary>
/// <param name="Start">Of what.</param>
/// <param name="Runs">How often.</param>
/// <param name="ReadySeconds">From the process's start to its first answer that it is ready; null when it never says so.</param>
/// <param name="ReadyCpuSeconds">CPU it used until then.</param>
/// <param name="RecordedSeconds">From the process's start to the first of a camera's pictures on disk; null without a camera.</param>
internal sealed record StartFigures(string Start, int Runs, Spread? ReadySeconds, Spread? ReadyCpuSeconds, Spread? RecordedSeconds)
{
    public static StartFigures Of(string start, IReadOnlyList<OneStart> starts) => new(
        start,
        starts.Count,
        Spread.Of(starts.Select(one => one.Ready?.TotalSeconds)),
        Spread.Of(starts.Select(one => one.ReadyCpuSeconds)),
        Spread.Of(starts.Select(one => one.Recorded?.TotalSeconds)));
}
