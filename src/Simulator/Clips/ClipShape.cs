using System.ComponentModel.DataAnnotations;

namespace Vedette.Simulator.Clips;

/// <summary>How the clips of simulated cameras are made.</summary>
public sealed record ClipShape
{
    /// <summary>What a camera of the shop delivers: 1280 × 720, 25 pictures a second, 2 Mbit/s, 20 s.</summary>
    public static ClipShape Camera { get; } = new();

    /// <summary>Small and quick to make, for tests: 320 × 180, 15 pictures a second, 6 s.</summary>
    public static ClipShape Small { get; } = new() { Width = 320, Height = 180, FrameRate = 15, Seconds = 6, BitRate = 200_000 };

    /// <summary>Picture width in pixels, even.</summary>
    [Range(16, 3840)]
    public int Width { get; init; } = 1280;

    /// <summary>Picture height in pixels, even.</summary>
    [Range(16, 2160)]
    public int Height { get; init; } = 720;

    /// <summary>Pictures a second; must divide 90,000.</summary>
    [Range(1, 60)]
    public int FrameRate { get; init; } = 25;

    /// <summary>Length of the loop, in seconds.</summary>
    [Range(2, 120)]
    public int Seconds { get; init; } = 20;

    /// <summary>Bits a second of the video track.</summary>
    public int BitRate { get; init; } = 2_000_000;

    /// <summary>Seconds from one key picture to the next.</summary>
    [Range(1, 10)]
    public int KeyInterval { get; init; } = 1;

    /// <summary>How the pictures are coded.</summary>
    public ClipVideo Video { get; init; }

    /// <summary>The sound, if any.</summary>
    public ClipAudio Audio { get; init; }
}
