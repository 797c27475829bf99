using System.Globalization;
using System.Text;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>The figures as a table of a document.</summary>
internal static class LiveTable
{
    public static string Of(LiveFigures figures)
    {
        var text = new StringBuilder().Append(
            """
            | Server | Stream | Viewers | CPU s per viewer-minute | CPU s per GB | / nginx | / GStreamer | KB per viewer | Switches per viewer-second | Calls per viewer-second | First picture ms (95 %) | Latency ms 50 / 95 / 99 % | Got | Skips | Busy CPUs |
            |---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (var crowd in figures.Crowds)
        {
            _ = text.Append(Row(crowd)).Append('\n');
        }

        return text.Append(string.Create(
            CultureInfo.InvariantCulture,
            $"\nOur server with the camera recorded and nobody watching: {figures.IdleCpuSecondsPerMinute} CPU s a minute, {figures.IdleMb} MB. nginx at full speed to one viewer: {figures.NginxCpuSecondsPerGigabyte} CPU s per GB.\n"))
            .ToString();
    }

    public static string Row(CrowdFigures crowd) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {crowd.Server} | {(crowd.IsSmall ? "small" : "large")}, {crowd.MbitPerSecond:0.00} Mbit/s | {crowd.Viewers} | {crowd.CpuSecondsPerViewerMinute:0.0000} | {crowd.CpuSecondsPerGigabyte:0.000} | {crowd.NginxRatio} | {crowd.GstreamerRatio} | {crowd.KbPerViewer:0} | {crowd.SwitchesPerViewerSecond:0.0} | {crowd.CallsPerViewerSecond:0.0} | {crowd.FirstPictureMs:0} ({crowd.FirstPictureP95Ms:0}) | {crowd.LatencyMs:0.0} / {crowd.LatencyP95Ms:0.0} / {crowd.LatencyP99Ms:0.0} | {crowd.Share:0 %} | {crowd.Skips}{(crowd.Lost > 0 ? $" ({crowd.Lost} lost)" : "")} | {crowd.BusyProcessors:0.00} |");
}
