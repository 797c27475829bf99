using System.Globalization;
using System.Text;

namespace Vedette.Host.Benchmarks;

/// <summary>The runs of <c>bench index</c> side by side, and by which factor each figure grew from the first step.</summary>
internal static class IndexReport
{
    private static readonly string[] Names = ["database", "cameras", "segments"];

    /// <summary>By run after the first of its database and number of cameras: each figure by that of the first.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object>> Growth(IReadOnlyList<IReadOnlyDictionary<string, object>> runs) =>
        [.. runs.GroupBy(run => (run["database"], run["cameras"])).SelectMany(growth => growth.Skip(1).Select(run => Growth(growth.First(), run)))];

    public static string ToMarkdown(IndexPlan plan, IReadOnlyList<IReadOnlyDictionary<string, object>> runs)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            Every row is in the database. Files, which start-up and retention read, are there for the newest {plan.Files:N0} segments and for the oldest hour of each camera:
            names of a few real ones. A disk that holds every one of 50 million files was not to be had.

            """);
        foreach (var group in runs.GroupBy(run => (Database: run["database"], Cameras: run["cameras"])))
        {
            var steps = group.ToList();
            var growth = steps.Skip(1).Select(step => Growth(steps[0], step)).ToList();
            _ = text.Append(CultureInfo.InvariantCulture, $"\n{group.Key.Database}, {group.Key.Cameras} cameras\n\n| |")
                .AppendJoin("", steps.Select(step => string.Create(CultureInfo.InvariantCulture, $" {step["segments"]:N0} |")))
                .AppendJoin("", growth.Select(step => string.Create(CultureInfo.InvariantCulture, $" growth to {step["segments"]:N0} |")))
                .Append("\n|---|").Insert(text.Length, "---:|", steps.Count + growth.Count).Append('\n');
            foreach (var name in steps[0].Keys.Except(Names))
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"| {name} |")
                    .AppendJoin("", steps.Select(step => string.Create(CultureInfo.InvariantCulture, $" {step[name]} |")))
                    .AppendJoin("", growth.Select(step => step.TryGetValue(name, out var factor) ? string.Create(CultureInfo.InvariantCulture, $" {factor} |") : " |"))
                    .Append('\n');
            }
        }

        return text.ToString();
    }

    private static Dictionary<string, object> Growth(IReadOnlyDictionary<string, object> first, IReadOnlyDictionary<string, object> later)
    {
        var factors = Names.ToDictionary(name => name, name => later[name]);
        foreach (var (name, figure) in later)
        {
            if (!Names.Contains(name) && first[name] is double was and not 0 && figure is double now)
            {
                factors[name] = Math.Round(now / was, 2);
            }
        }

        return factors;
    }
}
