using System.Globalization;
using Vedette.Foundation;

namespace Vedette.Durability;

/// <summary>Something that was said to be recorded: so many bytes of a segment, and their hash once it was complete.</summary>
internal sealed record Promise(CameraId Camera, long Sequence, long Bytes, string Sha256)
{
    private const string Mark = "said";

    public override string ToString() => $"{Mark} {Camera} {Sequence} {Bytes} {Sha256}";

    /// <summary>Null for any other line, and one a kill cut short.</summary>
    public static Promise? TryParse(string line) => line.Split(' ') is [Mark, var camera, var sequence, var bytes, var hash] && hash.Length is 1 or 64
        ? new Promise(CameraId.Parse(camera, null), long.Parse(sequence, CultureInfo.InvariantCulture), long.Parse(bytes, CultureInfo.InvariantCulture), hash)
        : null;
}
