using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>The pieces of the segments, read in the manifest's order. What is not as it should be costs the precision, nothing else.</summary>
internal sealed class PieceList(Stream? content)
{
    private const int LongestLine = 512;
    private const int MostPieces = 100_000;

    private readonly BoundedLines? _lines = content is null ? null : new BoundedLines(content, LongestLine);
    private bool _isBroken = content is null;

    /// <summary>The pieces of the next segment; none when the list cannot be relied on.</summary>
    public IReadOnlyList<Piece> Next(ManifestSegment segment)
    {
        var pieces = new List<Piece>();
        for (var i = 0; i < segment.Pieces && !_isBroken; i++)
        {
            if (i == MostPieces || Line() is not { } line || Piece.Parse(line, segment.File) is not { } piece)
            {
                _isBroken = true;
                return [];
            }

            pieces.Add(piece);
        }

        return pieces;
    }

    private string? Line()
    {
        try
        {
            return _lines!.Next();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
