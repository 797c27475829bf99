using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>Reads the manifest and says whether it is the one that was signed, and if not, which part is not.</summary>
internal static class ManifestCheck
{
    private const int LongestSignature = 256;

    /// <summary>The manifest and its keys; null when there is none that could be read.</summary>
    /// <param name="archive">The archive's files.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="expectedKey">Fingerprint of the key that should have signed, or null.</param>
    /// <param name="verdict">Takes what is found.</param>
    public static (Manifest Manifest, KeyTrust Keys)? Read(ArchiveReader archive, ArchiveBytes bytes, string? expectedKey, Verdict verdict)
    {
        if (archive.Find(SealedNames.Manifest) is not { } entry)
        {
            verdict.Add(FindingCode.NotSealed, $"There is no {SealedNames.Manifest}: this is no sealed export, or its manifest was removed.");
            return null;
        }

        if (bytes.ReadAll(entry, ManifestText.Longest) is not { } content || Parse(content, verdict) is not { } manifest)
        {
            return null;
        }

        verdict.Manifest = manifest;
        var keys = new KeyTrust(manifest, verdict);
        var signer = manifest.Node.SignedBy;
        CheckSignature(archive, bytes, content, manifest, keys, verdict);
        if (expectedKey is not null && !keys.IsLinked(expectedKey, signer))
        {
            verdict.Add(
                FindingCode.ReSigned,
                $"The manifest is signed by the key {signer}, not by the expected key {expectedKey}, and nothing links the two: it was re-signed, or made by another node.");
        }

        verdict.IsKeyKnown = expectedKey is not null;
        return (manifest, keys);
    }

    private static Manifest? Parse(byte[] content, Verdict verdict)
    {
        try
        {
            var manifest = ManifestText.Read(content);
            if (manifest.Format != Manifest.CurrentFormat)
            {
                verdict.Add(new Finding(FindingCode.ManifestAltered, $"The manifest's format is not '{Manifest.CurrentFormat}': it was altered, or a newer Vedette is needed.")
                {
                    File = SealedNames.Manifest,
                });
                return null;
            }

            return HasHoles(manifest) ? throw new JsonException("A list holds nothing where something belongs.") : manifest;
        }
        catch (JsonException damaged)
        {
            var place = damaged.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {damaged.BytePositionInLine + 1})")
                : "";
            verdict.Add(new Finding(FindingCode.ManifestAltered, $"{SealedNames.Manifest} was altered: it cannot be read{place}.") { File = SealedNames.Manifest });
            return null;
        }
    }

    private static bool HasHoles(Manifest manifest) =>
        manifest.Cameras.Contains(null!)
        || manifest.Segments.Contains(null!)
        || manifest.Missing.Contains(null!)
        || manifest.Gaps.Contains(null!)
        || manifest.Files.Any(file => file is null || file.Pieces.Contains(null!))
        || manifest.Keys.Contains(null!)
        || manifest.Rotations.Contains(null!);

    private static void CheckSignature(
        ArchiveReader archive, ArchiveBytes bytes, byte[] content, Manifest manifest, KeyTrust keys, Verdict verdict)
    {
        if (archive.Find(SealedNames.Signature) is not { } entry || bytes.ReadAll(entry, LongestSignature) is not { } signature)
        {
            verdict.Add(new Finding(FindingCode.Removed, $"{SealedNames.Signature} is missing: nobody vouches for the manifest.") { File = SealedNames.Signature });
            return;
        }

        if (keys.Find(manifest.Node.SignedBy) is not { } key)
        {
            verdict.Add(FindingCode.ReSigned, $"The key {manifest.Node.SignedBy}, which the manifest says signed it, is not among its keys.");
            return;
        }

        if (!key.Verify(content, signature))
        {
            SayWhatWasAltered(content, manifest, verdict);
        }
    }

    private static void SayWhatWasAltered(byte[] content, Manifest manifest, Verdict verdict)
    {
        var named = false;
        foreach (var (name, start, end) in ManifestText.SectionsOf(content))
        {
            if (manifest.Sections.GetValueOrDefault(name) != Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(start, end - start))))
            {
                named = true;
                verdict.Add(new Finding(
                    FindingCode.ManifestAltered,
                    $"{SealedNames.Manifest} is not what was signed: its part \"{name}\" was altered (bytes {start}-{end - 1}).")
                {
                    File = SealedNames.Manifest,
                    FirstByte = start,
                    LastByte = end - 1,
                });
            }
        }

        if (!named)
        {
            verdict.Add(new Finding(
                FindingCode.ManifestAltered,
                $"{SealedNames.Manifest} is not what {SealedNames.Signature} signs: one of the two was altered or signed anew by another key than {manifest.Node.SignedBy}.")
            {
                File = SealedNames.Manifest,
            });
        }
    }
}
