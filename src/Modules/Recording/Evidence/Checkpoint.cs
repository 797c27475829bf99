using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vedette.Recording.Evidence;

/// <summary>What the node vouches for at one moment: the segments closed since the checkpoint before.</summary>
internal sealed record Checkpoint
{
    private const string Title = "vedette-checkpoint/1";

    public required Guid Node { get; init; }

    /// <summary>Grows by one, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>By the node's clock, UTC, to the microsecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Hash of the checkpoint before; null for the first.</summary>
    public required byte[]? Previous { get; init; }

    /// <summary>Size of the tree.</summary>
    public required long Leaves { get; init; }

    /// <summary>Root of the tree.</summary>
    public required byte[] Root { get; init; }

    /// <summary>What the system said of its clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Fingerprint of the key that signs.</summary>
    public required string Key { get; init; }

    /// <summary>The hash the next checkpoint names.</summary>
    public static byte[] HashOf(string statement) => SHA256.HashData(Encoding.UTF8.GetBytes(statement));

    /// <summary>The text that is signed.</summary>
    public string ToStatement() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Title}
        node {Node}
        sequence {Sequence}
        at {StatementLines.Instant(At)}
        previous {Hex.Of(Previous)}
        leaves {Leaves}
        root {Hex.Of(Root)}
        clock {Clock}
        key {Key}

        """);

    /// <exception cref="FormatException">It is no checkpoint.</exception>
    public static Checkpoint Parse(string statement)
    {
        var lines = new StatementLines(statement);
        lines.Title(Title);
        var checkpoint = new Checkpoint
        {
            Node = Guid.ParseExact(lines.Value("node"), "D"),
            Sequence = StatementLines.Number(lines.Value("sequence")),
            At = StatementLines.Instant(lines.Value("at")),
            Previous = Hex.HashOrNone(lines.Value("previous")),
            Leaves = StatementLines.Number(lines.Value("leaves")),
            Root = Hex.Hash(lines.Value("root")),
            Clock = lines.Value("clock"),
            Key = lines.Value("key"),
        };
        lines.End();
        return checkpoint;
    }
}
