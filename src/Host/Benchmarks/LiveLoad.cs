namespace Vedette.Host.Benchmarks;

/// <summary>Who watches what and for how long.</summary>
/// <param name="Url">The camera.</param>
/// <param name="Viewers">How many watch it, one measurement each.</param>
/// <param name="Window">Length of each measurement.</param>
/// <param name="WarmUp">Time between the last viewer's first picture and the measurement.</param>
internal sealed record LiveLoad(string Url, IReadOnlyList<int> Viewers, TimeSpan Window, TimeSpan WarmUp);
