namespace Vedette.Host.Benchmarks.Start;

/// <summary>What start and idleness shall keep to, and whether they did.</summary>
internal sealed record StartGoal(string Goal, double Value, double Limit, bool IsMet)
{
    public static StartGoal Of(string goal, double value, double limit) => new(goal, Math.Round(value, 3), limit, value <= limit);
}
