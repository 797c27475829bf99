using System.Security.Cryptography;
using Vedette.Recording.Evidence;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>Holds the archive's files against the manifest: all there, nothing else, in their order, and the same.</summary>
internal sealed class FileCheck
{
    private readonly ArchiveReader _archive;
    private readonly ArchiveBytes _bytes;
    private readonly Manifest _manifest;
    private readonly Verdict _verdict;
    private readonly byte[] _buffer = new byte[Piece.Longest];
    private readonly Dictionary<string, string> _nameOf = new(StringComparer.Ordinal);
    private readonly List<string> _behindDamage = [];

    public FileCheck(ArchiveReader archive, ArchiveBytes bytes, Manifest manifest, Verdict verdict)
    {
        (_archive, _bytes, _manifest, _verdict) = (archive, bytes, manifest, verdict);
        foreach (var (name, sha256) in manifest.Files.Select(file => (file.Name, file.Sha256)).Concat(manifest.Segments.Select(segment => (segment.File, segment.Sha256))))
        {
            _ = _nameOf.TryAdd(sha256, name);
        }
    }

    /// <summary>Files whose bytes are those that were sealed.</summary>
    public HashSet<string> Intact { get; } = new(StringComparer.Ordinal);

    public void Run(CancellationToken cancellation)
    {
        CheckNames();
        foreach (var file in _manifest.Files)
        {
            CheckFile(file);
        }

        var pieces = new PieceList(Intact.Contains(SealedNames.Pieces) ? _bytes.Open(_archive.Find(SealedNames.Pieces)!) : null);
        foreach (var segment in _manifest.Segments)
        {
            cancellation.ThrowIfCancellationRequested();
            CheckSegment(segment, pieces.Next(segment));
        }

        if (_behindDamage.Count > 0)
        {
            _verdict.Add(
                _archive.IsWhole ? FindingCode.Removed : FindingCode.Truncated,
                $"{_behindDamage.Count} files cannot be found, since the archive ends or is damaged before them: from {_behindDamage[0]} to {_behindDamage[^1]}.");
        }
    }

    private void CheckNames()
    {
        string[] expected = [SealedNames.Manifest, SealedNames.Signature, .. _manifest.Files.Select(file => file.Name), .. _manifest.Segments.Select(segment => segment.File)];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in expected)
        {
            if (!places.TryAdd(name, places.Count))
            {
                _verdict.Add(new Finding(FindingCode.ManifestAltered, $"The manifest lists {name} twice.") { File = name });
            }
        }

        var last = -1;
        foreach (var entry in _archive.Entries)
        {
            if (!places.TryGetValue(entry.Name, out var place))
            {
                _verdict.Add(new Finding(FindingCode.Added, $"{entry.Name} was added: the manifest does not know it.") { File = entry.Name });
            }
            else if (place < last)
            {
                _verdict.Add(new Finding(FindingCode.Reordered, $"{entry.Name} stands behind {expected[last]} in the archive, where it does not belong.") { File = entry.Name });
            }
            else
            {
                last = place;
            }
        }
    }

    private void CheckFile(ManifestFile file)
    {
        if (Find(file.Name, $"{file.Name} was removed.", null) is not { } entry)
        {
            return;
        }

        var (hash, crc) = _bytes.Measure(entry, _buffer);
        if (IsAsSealed(entry, file.Name, hash, crc, file.Sha256, null))
        {
            return;
        }

        var ranges = new AlteredRanges();
        var offset = 0L;
        foreach (var piece in file.Pieces)
        {
            Compare(entry, offset, (int)Math.Min(ManifestFile.PieceSize, Math.Max(0, file.Bytes - offset)), piece, ranges);
            offset += ManifestFile.PieceSize;
        }

        SayAltered(file.Name, entry, file.Bytes, ranges, null, "");
    }

    private void CheckSegment(ManifestSegment segment, IReadOnlyList<Piece> pieces)
    {
        var name = segment.File;
        if (Find(name, $"{name} was removed: segment {segment.Sequence}, {Span(segment)}.", segment) is not { } entry)
        {
            return;
        }

        var (hash, crc) = _bytes.Measure(entry, _buffer);
        if (IsAsSealed(entry, name, hash, crc, segment.Sha256, segment))
        {
            return;
        }

        var ranges = new AlteredRanges();
        foreach (var piece in pieces)
        {
            Compare(entry, piece.Offset, piece.Length, Hex.Of(piece.Sha256), ranges);
        }

        SayAltered(name, entry, segment.Bytes, ranges, segment, $" (segment {segment.Sequence}, {Span(segment)})");
    }

    private ArchiveEntry? Find(string name, string removed, ManifestSegment? segment)
    {
        if (_archive.Find(name) is { } entry)
        {
            return entry;
        }

        if (_archive.IsWhole)
        {
            _verdict.Add(new Finding(FindingCode.Removed, removed) { File = name, CameraId = segment?.Camera, Sequence = segment?.Sequence });
        }
        else
        {
            _behindDamage.Add(name);
        }

        return null;
    }

    private bool IsAsSealed(ArchiveEntry entry, string name, byte[] hash, uint crc, string sealedHash, ManifestSegment? segment)
    {
        var found = Hex.Of(hash);
        if (found == sealedHash)
        {
            _ = Intact.Add(name);
            if (crc != entry.Crc)
            {
                _verdict.Add(new Finding(FindingCode.ArchiveDamaged, $"The checksum in the header of {name} was altered; the file itself was not.") { File = name });
            }

            return true;
        }

        if (_nameOf.TryGetValue(found, out var other) && other != name)
        {
            _verdict.Add(new Finding(FindingCode.Reordered, $"{name} holds what was sealed as {other}: files were renamed or changed places.")
            {
                File = name,
                CameraId = segment?.Camera,
                Sequence = segment?.Sequence,
            });
            return true;
        }

        return false;
    }

    private void Compare(ArchiveEntry entry, long offset, int length, string sealedHash, AlteredRanges ranges)
    {
        var present = (int)Math.Clamp(entry.Size - offset, 0, length);
        var read = _bytes.Read(_buffer.AsSpan(0, present), entry.ContentOffset + offset);
        if (read < length || Hex.Of(SHA256.HashData(_buffer.AsSpan(0, read))) != sealedHash)
        {
            ranges.Add(offset, offset + length - 1);
        }
    }

    private void SayAltered(string name, ArchiveEntry entry, long sealedLength, AlteredRanges ranges, ManifestSegment? segment, string what)
    {
        if (entry.Size != sealedLength)
        {
            Say($"{name}{what} was altered: it has {entry.Size} bytes instead of {sealedLength}.", Math.Min(entry.Size, sealedLength), Math.Max(entry.Size, sealedLength) - 1);
        }

        foreach (var (first, last) in ranges.All)
        {
            Say($"bytes {first}-{last} of {name}{what} were altered.", first, last);
        }

        if (entry.Size == sealedLength && ranges.All.Count == 0)
        {
            Say($"{name}{what} was altered; where cannot be told, since the list of pieces was altered too.", 0, Math.Max(0, entry.Size - 1));
        }

        void Say(string text, long first, long last) => _verdict.Add(new Finding(FindingCode.Altered, text)
        {
            File = name,
            FirstByte = first,
            LastByte = last,
            CameraId = segment?.Camera,
            Sequence = segment?.Sequence,
        });
    }

    private static string Span(ManifestSegment segment) => $"{segment.Start.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} to {segment.End.UtcDateTime:HH:mm:ss.fff} UTC";
}
