namespace Vedette.Recording.Scrubbing;

/// <summary>What may be wrong, one spelling in database and API.</summary>
internal static class ScrubProblem
{
    /// <summary>The index has the segment, no volume has its file.</summary>
    public const string Missing = "missing";

    /// <summary>The file is shorter than what was recorded.</summary>
    public const string Truncated = "truncated";

    /// <summary>The bytes are not those that were recorded.</summary>
    public const string Altered = "altered";

    /// <summary>The device cannot read the file, or the key it was encrypted with is not here.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The segment does not continue the hash chain of the one before it.</summary>
    public const string ChainBroken = "chain-broken";

    /// <summary>A segment file that is no segment.</summary>
    public const string NotFootage = "not-footage";

    /// <summary>The index knows of a gap that no journal notes: a rebuilt index would not know why.</summary>
    public const string GapNotNoted = "gap-not-noted";
}
