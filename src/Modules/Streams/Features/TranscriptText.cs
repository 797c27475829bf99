using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Vedette.Media.Sources;
using Vedette.Streams.Capturing;
using Vedette.Streams.Publishing;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>What was said to and by a camera as one text: who sends it can read all of it first.</summary>
internal static class TranscriptText
{
    /// <summary>Characters of each stream's conversation; the oldest give way.</summary>
    public const int MostPerStream = 512 * 1024;

    private static readonly string Version =
        typeof(TranscriptText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static byte[] Write(KnownCamera camera, IReadOnlyList<CameraFeed> feeds, Redaction redaction, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, $"Vedette {Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        Line(text, $"Written {now:O}. Passwords are left out; read it all the same before you pass it on.");
        Line(text, $"Camera {camera.Id}, transport asked for: {camera.Source!.Transport}, small stream: {(camera.Source.SubUrl is null ? "no" : "yes")}, ONVIF: {(camera.Source.OnvifUrl is null ? "no" : "yes")}");
        foreach (var feed in feeds)
        {
            Describe(text, camera, feed, now);
        }

        foreach (var feed in feeds)
        {
            Line(text, $"");
            Line(text, $"==== {feed.Choice}");
            foreach (var entry in Newest(feed.Transcript.Entries))
            {
                Line(text, $"---- {entry.At:O} {(entry.IsFromCamera ? "camera" : "Vedette")}");
                Line(text, $"{entry.Text.TrimEnd()}");
            }
        }

        return Encoding.UTF8.GetBytes(redaction.Clean(text.ToString()));
    }

    private static void Describe(StringBuilder text, KnownCamera camera, CameraFeed feed, DateTimeOffset now)
    {
        var (figures, totals, format) = (feed.Figures, feed.Totals, feed.Hub.Format);
        Line(text, $"");
        Line(text, $"{feed.Choice}: {camera.UrlOf(feed.Choice)?.OriginalString}");
        Line(text, $"  {feed.Standing.State} since {feed.Standing.Since:O}, {feed.Session?.Transport ?? "never connected"}, came back {feed.Reconnects} times");
        if (format is not null)
        {
            Line(text, $"  {format.Video.CodecString} {format.Video.Width}x{format.Video.Height}, sound {format.Audio?.CodecString ?? "none"}, left out {feed.Session?.IgnoredAudio ?? "nothing"}");
            Line(text, $"  {figures.FrameRate?.ToString(CultureInfo.InvariantCulture) ?? "?"} pictures/s, {figures.BitRate?.ToString(CultureInfo.InvariantCulture) ?? "?"} bit/s, key picture every {figures.GopSeconds?.ToString(CultureInfo.InvariantCulture) ?? "?"} s");
        }

        Line(text, $"  {totals.Packets} packets, {totals.Lost} lost, {totals.Malformed} not understood, {totals.ClockJumps} clock jumps");
        foreach (var trouble in feed.Troubles.Of(now))
        {
            Line(text, $"  {trouble.At:O} {trouble.Cause}: {trouble.Message}");
        }
    }

    private static IEnumerable<TranscriptEntry> Newest(IReadOnlyList<TranscriptEntry> entries)
    {
        var (first, left) = (entries.Count, MostPerStream);
        while (first > 0 && left - entries[first - 1].Text.Length >= 0)
        {
            left -= entries[--first].Text.Length;
        }

        return entries.Skip(first);
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
