using Vedette.Audit.Domain;

namespace Vedette.Audit.Storage;

/// <summary>Reads the whole log and makes every hash again, and compares it with the heads that were noted.</summary>
internal sealed class ChainCheck(ActionReader reader, HeadNotes notes)
{
    private const int Batch = 1000;

    /// <summary>Entries appended meanwhile are not part of what is checked.</summary>
    public async Task<ChainVerdict> RunAsync(CancellationToken cancellation)
    {
        var noted = await notes.ReadAsync(cancellation);
        var head = await reader.HeadAsync(cancellation);
        var (sequence, hash) = (0L, EntryChain.Start);
        while (sequence < head.Sequence)
        {
            var entries = await reader.OldestAsync(sequence, (int)Math.Min(Batch, head.Sequence - sequence), cancellation);
            foreach (var entry in entries)
            {
                if (entry.Sequence != sequence + 1 || !EntryChain.Hash(hash, entry).AsSpan().SequenceEqual(entry.Hash)
                    || (noted.TryGetValue(entry.Sequence, out var was) && was != Convert.ToHexStringLower(entry.Hash)))
                {
                    return new ChainVerdict(sequence, sequence + 1, hash);
                }

                (sequence, hash) = (entry.Sequence, entry.Hash);
            }

            if (entries.Count == 0)
            {
                return new ChainVerdict(sequence, sequence + 1, hash);
            }
        }

        return !hash.AsSpan().SequenceEqual(head.Hash) ? new ChainVerdict(sequence, sequence, hash)
            : noted.Keys.Any(known => known > sequence) ? new ChainVerdict(sequence, sequence + 1, hash)
            : new ChainVerdict(sequence, null, hash);
    }
}

/// <summary>What the check found.</summary>
/// <param name="Count">How many entries are as they were written.</param>
/// <param name="BrokenAt">The first entry that is changed, missing or moved; null when none is.</param>
/// <param name="Head">Hash of the last good entry.</param>
internal sealed record ChainVerdict(long Count, long? BrokenAt, byte[] Head);
