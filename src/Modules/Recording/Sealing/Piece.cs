using System.Globalization;
using Vedette.Recording.Evidence;

namespace Vedette.Recording.Sealing;

/// <summary>
/// The list of pieces: for each segment, in the manifest's order, a line for each fragment (at most a mebibyte), so that an
/// altered byte can be told to a second or so: <c>offset length sha256 file</c>.
/// </summary>
internal readonly record struct Piece(long Offset, int Length, byte[] Sha256)
{
    public const int Longest = 1 << 20;

    public string ToLine(string file) => string.Create(CultureInfo.InvariantCulture, $"{Offset} {Length} {Hex.Of(Sha256)} {file}\n");

    /// <summary>Reads a line back; null when it is none, or another file's.</summary>
    public static Piece? Parse(string line, string file)
    {
        try
        {
            return line.Split(' ') is [var offset, var length, var hash, var name] && name == file && StatementLines.Number(length) is > 0 and <= Longest and var bytes
                ? new Piece(StatementLines.Number(offset), (int)bytes, Hex.Hash(hash))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
