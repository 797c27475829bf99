namespace Vedette.Support;

/// <summary>How badly a network treats packets; the dice fall the same way for the same seed.</summary>
/// <param name="Loss">Share of packets that never arrive, 0 to 1.</param>
/// <param name="Reordering">Share of packets that arrive <paramref name="Delay"/> later than the others.</param>
/// <param name="Repetition">Share of packets that arrive twice.</param>
/// <param name="Delay">How much later.</param>
/// <param name="Seed">What the dice start from.</param>
public sealed record UdpWeather(double Loss = 0, double Reordering = 0, double Repetition = 0, TimeSpan? Delay = null, int Seed = 1);
