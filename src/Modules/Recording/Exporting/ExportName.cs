using System.Globalization;
using System.Text;

namespace Vedette.Recording.Exporting;

/// <summary>Names of exported files: what they show and when, safe on every file system.</summary>
internal static class ExportName
{
    private const int LongestCamera = 60;

    /// <summary>The archive of a sealed export. The end of the id tells two of the same range apart.</summary>
    public static string OfSealed(ExportJob job) =>
        Path.ChangeExtension(Of($"sealed-{job.Id.ToString()[^12..]}", job.From, job.To), ".zip");

    public static string Of(string camera, DateTimeOffset from, DateTimeOffset to)
    {
        var name = new StringBuilder(LongestCamera + 40);
        foreach (var letter in camera.AsSpan(0, Math.Min(camera.Length, LongestCamera)))
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-');
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(name.Length == 0 ? "camera" : name)}_{from.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}_{to.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.mp4");
    }
}
