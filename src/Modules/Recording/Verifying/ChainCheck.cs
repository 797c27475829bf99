using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Recording.Evidence;
using Vedette.Recording.Footage;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>
/// Whether each camera's segments continue each other: by their numbers, by the chain of hashes, and by what each file said of
/// itself when it was begun.
/// </summary>
internal sealed class ChainCheck(ArchiveReader archive, ArchiveBytes bytes, Manifest manifest, IReadOnlySet<string> intact, Verdict verdict)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    public void Run(CancellationToken cancellation)
    {
        var missing = manifest.Missing.ToLookup(segment => segment.Camera);
        foreach (var segments in manifest.Segments.GroupBy(segment => segment.Camera))
        {
            var known = missing[segments.Key].OrderBy(segment => segment.Sequence).ToList();
            ManifestSegment? before = null;
            foreach (var segment in segments)
            {
                cancellation.ThrowIfCancellationRequested();
                CheckItself(segment);
                if (before is not null)
                {
                    CheckLink(before, segment, known);
                }

                before = segment;
            }
        }
    }

    private void CheckItself(ManifestSegment segment)
    {
        if (segment.End <= segment.Start)
        {
            Say(FindingCode.TimeWrong, segment, $"{segment.File} ends before it starts.");
        }

        if (Chain(segment.PreviousChain, segment.Sha256) != segment.Chain)
        {
            Say(FindingCode.ChainBroken, segment, $"The chain hash of {segment.File} does not follow from its own hash and the one before.");
        }

        if (intact.Contains(segment.File) && archive.Find(segment.File) is { } entry)
        {
            CheckIdentity(segment, entry);
        }
    }

    /// <summary>The file itself says whose it is, its number, its start and the chain hash before it: none of that may be retold.</summary>
    private void CheckIdentity(ManifestSegment segment, ArchiveEntry entry)
    {
        if (Identity(entry) is not { } identity)
        {
            Say(FindingCode.Altered, segment, $"{segment.File} is no segment of a recorder.");
            return;
        }

        if (identity.CameraId != segment.Camera.Value || identity.Sequence != segment.Sequence)
        {
            Say(
                FindingCode.Reordered,
                segment,
                $"{segment.File} says itself that it is segment {identity.Sequence} of camera {identity.CameraId}, not segment {segment.Sequence} of {segment.Camera}.");
        }
        else if (Hex.Of(identity.PreviousChainHash) != segment.PreviousChain)
        {
            Say(FindingCode.ChainBroken, segment, $"{segment.File} itself names another segment before it than the manifest does.");
        }
        else if ((identity.Start - segment.Start).Duration() > TimeSpan.FromMilliseconds(1))
        {
            Say(FindingCode.TimeWrong, segment, $"{segment.File} says itself that it starts at {identity.Start:O}, not at {segment.Start:O}.");
        }
    }

    private SegmentIdentity? Identity(ArchiveEntry entry)
    {
        try
        {
            using var content = bytes.Open(entry);
            return new SegmentReader(content).Identity;
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.Format)
        {
            return null;
        }
    }

    private void CheckLink(ManifestSegment before, ManifestSegment segment, List<ManifestMissing> known)
    {
        if (segment.Sequence <= before.Sequence)
        {
            Say(FindingCode.Reordered, segment, $"{segment.File} comes behind {before.File} although its number is not greater.");
            return;
        }

        if (segment.Start < before.End - Overlap)
        {
            verdict.Notes.Add($"{segment.File} starts before {before.File} ends: the recorder's clock was set back between the two.");
        }

        var between = known.Where(missing => missing.Sequence > before.Sequence && missing.Sequence < segment.Sequence).DistinctBy(missing => missing.Sequence).ToList();
        if (between.Count != segment.Sequence - before.Sequence - 1)
        {
            Say(
                FindingCode.Removed,
                segment,
                $"Between segments {before.Sequence} and {segment.Sequence} of camera {segment.Camera} some are neither in the archive nor said to be missing.");
            return;
        }

        var chain = before.Chain;
        foreach (var missing in between)
        {
            if (missing.Sha256 is null)
            {
                verdict.Notes.Add($"Segment {missing.Sequence} of camera {segment.Camera} is missing ({missing.Cause}) and its hash is not known: the chain cannot be followed across it.");
                return;
            }

            chain = Chain(chain, missing.Sha256);
        }

        if (chain != segment.PreviousChain)
        {
            Say(FindingCode.ChainBroken, segment, $"{segment.File} does not continue {before.File}: the chain of camera {segment.Camera} is broken before segment {segment.Sequence}.");
        }
    }

    private static string? Chain(string? previous, string sha256)
    {
        try
        {
            return previous is null ? null : Hex.Of(SegmentFacts.Chain(Hex.HashOrNone(previous), Hex.Hash(sha256)));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void Say(FindingCode code, ManifestSegment segment, string text) =>
        verdict.Add(new Finding(code, text) { File = segment.File, CameraId = segment.Camera, Sequence = segment.Sequence });
}
