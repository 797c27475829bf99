namespace Vedette.EndToEnd.Tests;

/// <summary>A camera of the farm and what it sends.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="File">The film it plays.</param>
/// <param name="Transport">How its packets come: "tcp" or "udp".</param>
/// <param name="Video">The codec of its pictures, as ffprobe calls it.</param>
/// <param name="Audio">The codec of its sound, as ffprobe calls it; null for a silent one.</param>
/// <param name="Sizes">The sizes its pictures have in turn.</param>
internal sealed record FarmCamera(string Name, string File, string Transport, string Video, string? Audio, params string[] Sizes)
{
    public string Mount => Name.Replace(' ', '-');
}
