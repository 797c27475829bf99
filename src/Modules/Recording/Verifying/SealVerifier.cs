using Vedette.Foundation;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>
/// Checks a sealed export. Needs the file and nothing else: no database, no configuration, no key of this machine. What it
/// keeps in memory is bounded by the manifest, whatever the file is.
/// </summary>
internal static class SealVerifier
{
    /// <param name="path">The archive.</param>
    /// <param name="expectedKey">Fingerprint of the key that should have signed, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="FaultException">The file cannot be read.</exception>
    public static Verdict VerifyFile(string path, string? expectedKey, CancellationToken cancellation)
    {
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            return Verify(new ArchiveBytes(file), expectedKey, cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"{path} cannot be read: {refused.Message}", innerException: refused);
        }
    }

    public static Verdict Verify(ArchiveBytes bytes, string? expectedKey, CancellationToken cancellation)
    {
        var verdict = new Verdict();
        var archive = new ArchiveReader(bytes, verdict);
        if (ManifestCheck.Read(archive, bytes, expectedKey, verdict) is not var (manifest, keys))
        {
            return verdict;
        }

        CheckOwnFiles(archive, bytes, verdict);
        var files = new FileCheck(archive, bytes, manifest, verdict);
        files.Run(cancellation);
        new ChainCheck(archive, bytes, manifest, files.Intact, verdict).Run(cancellation);
        CoverageCheck.Run(manifest, verdict);
        if (archive.Find(SealedNames.Checkpoints) is { } checkpoints)
        {
            using var content = bytes.Open(checkpoints);
            new CheckpointCheck(manifest, keys, verdict).Run(content, cancellation);
        }

        Note(manifest, verdict);
        return verdict;
    }

    /// <summary>The manifest and its signature are in no list; their headers must be right all the same.</summary>
    private static void CheckOwnFiles(ArchiveReader archive, ArchiveBytes bytes, Verdict verdict)
    {
        var buffer = new byte[1 << 16];
        foreach (var name in new[] { SealedNames.Manifest, SealedNames.Signature })
        {
            if (archive.Find(name) is { } entry && bytes.Measure(entry, buffer).Crc != entry.Crc)
            {
                verdict.Add(new Finding(FindingCode.ArchiveDamaged, $"The checksum in the header of {name} does not fit the file.") { File = name });
            }
        }
    }

    private static void Note(Manifest manifest, Verdict verdict)
    {
        foreach (var missing in manifest.Missing.GroupBy(missing => (missing.Camera, missing.Cause)))
        {
            var known = missing.Count(segment => segment.Sha256 is not null);
            verdict.Notes.Add(
                $"{missing.Count()} segments of camera {missing.Key.Camera} are not in the archive ({missing.Key.Cause}): {missing.Min(segment => segment.Sequence)} to {missing.Max(segment => segment.Sequence)}; the hashes of {known} are known.");
        }

        if (manifest.Gaps.Count > 0)
        {
            verdict.Notes.Add($"{manifest.Gaps.Count} gaps are listed: stretches of the range without footage, each with its cause.");
        }
    }
}
