using System.Globalization;
using System.Text;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>The figures as Markdown.</summary>
internal static class ApiTable
{
    public static string Of(ApiFigures figures)
    {
        var text = new StringBuilder();
        Line($"{figures.Database}, {figures.Cameras} cameras, {figures.Recording} of them recording; CPU of the server without requests {figures.IdleCpuPercent} % of a core.");
        Line($"");
        Line($"| fixed load | asked | answered | errors | 50 % | 90 % | 99 % | CPU | sign-ins | 50 % | slowest |");
        Line($"|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var one in figures.Fixed)
        {
            Line($"| {one.Name} | {one.Rate}/s | {one.Answered / one.Seconds:0}/s | {one.Errors} | {one.P50Ms} ms | {one.P90Ms} ms | {one.P99Ms} ms | {one.CpuPercent} % | {one.Logins}, {one.LoginErrors} refused | {one.LoginP50Ms:0} ms | {one.LoginMostMs:0} ms |");
        }

        Line($"");
        Line($"| connections | requests/s | CPU each | 50 % | 90 % | 99 % | errors |");
        Line($"|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var one in figures.Highest)
        {
            Line($"| {one.Connections} | {one.RequestsPerSecond} | {one.CpuMsPerRequest} ms | {one.P50Ms} ms | {one.P90Ms} ms | {one.P99Ms} ms | {one.Errors} |");
        }

        Line($"");
        Line($"| read | bytes | requests/s | CPU each | 99 % | floor | requests/s | CPU each | CPU ratio |");
        Line($"|---|--:|--:|--:|--:|---|--:|--:|--:|");
        foreach (var one in figures.Reads)
        {
            Line($"| {one.Name} | {one.Bytes} | {one.Ours.RequestsPerSecond} | {one.Ours.CpuMsPerRequest} ms | {one.Ours.P99Ms} ms | {one.FloorServer} | {one.Floor.RequestsPerSecond} | {one.Floor.CpuMsPerRequest} ms | {one.CpuRatio} |");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
