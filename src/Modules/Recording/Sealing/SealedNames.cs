using System.Globalization;
using System.Text;
using Vedette.Foundation;

namespace Vedette.Recording.Sealing;

/// <summary>What the files of a sealed export are called. ASCII only, safe on every file system.</summary>
internal static class SealedNames
{
    public const string Manifest = "manifest.json";
    public const string Signature = "manifest.sig";
    public const string Report = "report.html";
    public const string Instructions = "VERIFY.txt";
    public const string Sums = "sha256sums.txt";
    public const string Checkpoints = "checkpoints.jsonl";
    public const string Pieces = "pieces.txt";

    private const int LongestCamera = 60;

    public static string KeyFile(string fingerprint) => $"keys/{fingerprint}.pem";

    /// <summary>Two cameras may have the same name; the end of the id tells them apart.</summary>
    public static string FolderOf(string camera, CameraId id)
    {
        var name = new StringBuilder("media/");
        foreach (var letter in camera.AsSpan(0, Math.Min(camera.Length, LongestCamera)))
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-');
        }

        return $"{name}-{id.ToString()[^12..]}";
    }

    public static string FileOf(string folder, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{folder}/{sequence:D8}.mp4");

    /// <summary>Whether a name from outside is harmless wherever it is unpacked.</summary>
    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= ArchiveLayout.LongestName
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/')
        && name.Split('/').All(part => part.Length > 0 && part[0] != '.');
}
