namespace Vedette.Media.Rtsp;

/// <summary>One media section of a session description; of several payload types the first.</summary>
public sealed record MediaDescription
{
    /// <summary><c>video</c>, <c>audio</c>, <c>application</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>The RTP payload type, 0 to 127.</summary>
    public required byte PayloadType { get; init; }

    /// <summary>The encoding's name as in rtpmap, upper case, for example <c>H264</c>, <c>MPEG4-GENERIC</c>, <c>PCMU</c>; empty when unknown.</summary>
    public required string Encoding { get; init; }

    /// <summary>Ticks per second of the RTP clock, at least 1.</summary>
    public required int ClockRate { get; init; }

    /// <summary>Audio channels, at least 1.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The format's parameters (fmtp); names are compared without case.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = NoParameters;

    /// <summary>The control attribute, or null.</summary>
    public string? Control { get; init; }

    /// <summary><c>sendonly</c>, <c>recvonly</c> or <c>inactive</c> as written, or null.</summary>
    public string? Direction { get; init; }

    /// <summary>Whether the camera sends this; false for a channel to talk back.</summary>
    public bool IsSent { get; init; } = true;

    /// <summary>Pictures per second as declared (<c>a=framerate</c>), or null.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Picture width in pixels as declared (<c>a=x-dimensions</c>, <c>a=framesize</c>), or 0.</summary>
    public int Width { get; init; }

    /// <summary>Picture height in pixels as declared, or 0.</summary>
    public int Height { get; init; }

    /// <summary>What to call this in words: the encoding's name, or the payload type where it has none.</summary>
    public string Name => Encoding.Length > 0 ? Encoding : $"payload type {PayloadType}";

    private static Dictionary<string, string> NoParameters { get; } = new(StringComparer.OrdinalIgnoreCase);
}
