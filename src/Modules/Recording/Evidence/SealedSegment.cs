using System.Globalization;

namespace Vedette.Recording.Evidence;

/// <summary>A segment as a checkpoint knows it; the footage may be long gone.</summary>
/// <param name="Sequence">Its number among its camera's.</param>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Start">UTC, to the microsecond.</param>
/// <param name="End">UTC, to the microsecond.</param>
/// <param name="Bytes">Length of the file.</param>
internal sealed record SealedSegment(long Sequence, byte[] Sha256, DateTimeOffset Start, DateTimeOffset End, long Bytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sequence} {Hex.Of(Sha256)} {StatementLines.Instant(Start)} {StatementLines.Instant(End)} {Bytes}");

    /// <exception cref="FormatException">It is no such line.</exception>
    public static SealedSegment Parse(string line) => line.Split(' ') is [var sequence, var hash, var start, var end, var bytes]
        ? new SealedSegment(
            StatementLines.Number(sequence),
            Hex.Hash(hash),
            StatementLines.Instant(start),
            StatementLines.Instant(end),
            StatementLines.Number(bytes))
        : throw new FormatException("A segment has a number, a hash, two instants and a length.");
}
