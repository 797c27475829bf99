using System.Text.Json;

namespace Vedette.EndToEnd.Tests;

/// <summary>What became of a camera of the farm: the judge's view of its files, and what the program says of them.</summary>
internal sealed record FarmResult(
    DateTimeOffset Stopped,
    FarmFilm Film,
    IReadOnlyList<(Footage Footage, Ffprobe Probe)> Files,
    IReadOnlyList<JsonElement> Gaps,
    IReadOnlyList<JsonElement> Segments,
    JsonElement Diagnostics)
{
    public int Frames => Files.Sum(file => file.Probe.Frames);

    public DateTimeOffset LastPicture => Files[^1].Footage.Start.AddSeconds(Files[^1].Probe.VideoSeconds);

    /// <summary>Seconds from the first recorded picture to the end of the last.</summary>
    public double Seconds => (LastPicture - Files[0].Footage.Start).TotalSeconds;
}
