using System.Security.Cryptography;

namespace Vedette.Recording.Evidence;

/// <summary>One key takes over from another: both say so, so that who trusts either can trust both.</summary>
/// <param name="Statement">The text both signed.</param>
/// <param name="OldSignature">By the key that retires.</param>
/// <param name="NewSignature">By the key that takes over.</param>
internal sealed record KeyRotation(string Statement, byte[] OldSignature, byte[] NewSignature)
{
    private const string Title = "vedette-key-rotation/1";

    public static KeyRotation Sign(Guid node, DateTimeOffset at, NodeSigner old, NodeSigner next)
    {
        var statement = $"{Title}\nnode {node}\nat {StatementLines.Instant(at)}\nold {old.Key.Fingerprint}\nnew {next.Key.Fingerprint}\n";
        return new KeyRotation(statement, old.Sign(statement), next.Sign(statement));
    }

    /// <summary>The fingerprints of the key that retired and the one that took over.</summary>
    /// <exception cref="FormatException">It is no such statement.</exception>
    public (string Old, string New) Parties()
    {
        var lines = new StatementLines(Statement);
        lines.Title(Title);
        _ = Guid.ParseExact(lines.Value("node"), "D");
        _ = StatementLines.Instant(lines.Value("at"));
        var parties = (lines.Value("old"), lines.Value("new"));
        lines.End();
        return parties;
    }

    /// <summary>Whether both keys signed.</summary>
    /// <exception cref="FormatException">It is no such statement, or a key is none.</exception>
    /// <exception cref="CryptographicException">A key is none.</exception>
    public bool IsSignedBy(PublicKey old, PublicKey next) => old.Verify(Statement, OldSignature) && next.Verify(Statement, NewSignature);
}
