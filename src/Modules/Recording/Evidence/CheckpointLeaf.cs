using System.Text;
using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Evidence;

/// <summary>An unbroken stretch of one camera's segments as a checkpoint vouches for it. Sequences grow by one; at least one segment.</summary>
/// <param name="CameraId">The camera.</param>
/// <param name="PreviousChain">Chain hash of the segment before the first; null when there is none.</param>
/// <param name="Segments">The segments.</param>
internal sealed record CheckpointLeaf(CameraId CameraId, byte[]? PreviousChain, IReadOnlyList<SealedSegment> Segments)
{
    private const string Title = "vedette-leaf/1";

    /// <summary>Chain hash of the last segment.</summary>
    public byte[] Chain => Segments.Aggregate(PreviousChain, (chain, segment) => SegmentFacts.Chain(chain, segment.Sha256))!;

    /// <summary>The text the tree is made of. The last line follows from the others: it is there for the reader.</summary>
    public string ToText()
    {
        var text = new StringBuilder()
            .Append(Title).Append('\n')
            .Append("camera ").Append(CameraId).Append('\n')
            .Append("previous ").Append(Hex.Of(PreviousChain)).Append('\n');
        foreach (var segment in Segments)
        {
            _ = text.Append("segment ").Append(segment).Append('\n');
        }

        return text.Append("chain ").Append(Hex.Of(Chain)).Append('\n').ToString();
    }

    /// <summary>Whose leaf it is, without reading the rest.</summary>
    /// <exception cref="FormatException">It is no leaf.</exception>
    public static CameraId CameraOf(string text)
    {
        var lines = new StatementLines(text);
        lines.Title(Title);
        return StatementLines.Camera(lines.Value("camera"));
    }

    /// <exception cref="FormatException">It is no leaf, or one that contradicts itself.</exception>
    public static CheckpointLeaf Parse(string text)
    {
        var lines = new StatementLines(text);
        lines.Title(Title);
        var camera = StatementLines.Camera(lines.Value("camera"));
        var previous = Hex.HashOrNone(lines.Value("previous"));
        var segments = new List<SealedSegment>();
        while (lines.TryValue("segment") is { } line)
        {
            segments.Add(SealedSegment.Parse(line));
            if (segments.Count > 1 && segments[^1].Sequence != segments[^2].Sequence + 1)
            {
                throw new FormatException("The segments of a leaf do not follow each other.");
            }
        }

        var leaf = new CheckpointLeaf(camera, previous, segments);
        var chain = Hex.Hash(lines.Value("chain"));
        lines.End();
        return segments.Count > 0 && leaf.Chain.AsSpan().SequenceEqual(chain)
            ? leaf
            : throw new FormatException("The chain of a leaf does not follow from its segments.");
    }
}
