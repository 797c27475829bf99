using System.Buffers.Binary;
using System.Text;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>
/// Finds the files of an archive by walking from header to header, and holds every byte that is no file's against what the
/// writer would have put there. The directory is never believed: it must follow from the files. Nothing is unpacked.
/// </summary>
internal sealed class ArchiveReader
{
    private const int MostEntries = 250_000;

    private readonly ArchiveBytes _bytes;
    private readonly Verdict _verdict;
    private readonly List<ArchiveEntry> _entries = [];
    private readonly Dictionary<string, ArchiveEntry> _byName = new(StringComparer.Ordinal);

    public ArchiveReader(ArchiveBytes bytes, Verdict verdict)
    {
        (_bytes, _verdict) = (bytes, verdict);
        var end = Walk();
        if (IsWhole)
        {
            CheckTail(end);
        }
    }

    /// <summary>The files, in the order of the archive; of two of the same name only the first.</summary>
    public IReadOnlyList<ArchiveEntry> Entries => _entries;

    /// <summary>Whether the walk came to the directory. If not, files that are not found may lie behind the damage.</summary>
    public bool IsWhole { get; private set; }

    public ArchiveEntry? Find(string name) => _byName.GetValueOrDefault(name);

    private long Walk()
    {
        var position = 0L;
        var all = new List<ArchiveEntry>();
        Span<byte> fixedPart = stackalloc byte[ArchiveLayout.FixedLocalLength];
        while (true)
        {
            var read = _bytes.Read(fixedPart, position);
            if (read >= 4 && IsTail(BinaryPrimitives.ReadUInt32LittleEndian(fixedPart)))
            {
                IsWhole = true;
                All = all;
                return position;
            }

            if (read < fixedPart.Length)
            {
                Truncated(position, all);
                return position;
            }

            if (Header(fixedPart, position) is not { } entry)
            {
                return position;
            }

            if (entry.End > _bytes.Length)
            {
                Truncated(position, all, entry.Name);
                return position;
            }

            if (all.Count == MostEntries)
            {
                _verdict.Add(FindingCode.NotSealed, $"The archive holds more than {MostEntries} files: no sealed export does.");
                return position;
            }

            all.Add(entry);
            if (_byName.TryAdd(entry.Name, entry))
            {
                _entries.Add(entry);
            }
            else
            {
                _verdict.Add(new Finding(FindingCode.Added, $"The archive holds {entry.Name} twice.") { File = entry.Name });
            }

            position = entry.End;
        }
    }

    private IReadOnlyList<ArchiveEntry> All { get; set; } = [];

    /// <summary>Reads a header; null, and a finding, when it is none the walk could go on behind.</summary>
    private ArchiveEntry? Header(ReadOnlySpan<byte> fixedPart, long position)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(fixedPart) != ArchiveLayout.LocalSignature)
        {
            Damaged(position, 4, _entries.Count == 0 ? "This is no ZIP archive." : $"What follows {_entries[^1].Name} is no file.");
            return null;
        }

        var method = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[8..]);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[6..]);
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[26..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(fixedPart[28..]);
        if (nameLength is 0 or > ArchiveLayout.LongestName || extraLength > 64)
        {
            Damaged(position + 26, 4, "The lengths in the header of a file are not possible.");
            return null;
        }

        Span<byte> rest = stackalloc byte[nameLength + extraLength];
        if (_bytes.Read(rest, position + fixedPart.Length) < rest.Length)
        {
            Truncated(position, _entries);
            return null;
        }

        var name = Encoding.Latin1.GetString(rest[..nameLength]);
        if (!SealedNames.IsSafe(name))
        {
            Damaged(position + fixedPart.Length, nameLength, "The archive holds a file whose name is not one of ours and may be harmful where it is unpacked.");
            return null;
        }

        if (method != 0 || flags != 0)
        {
            Damaged(position + 6, 4, $"{name} was packed by another program: check the archive as it was downloaded.");
            return null;
        }

        long size = BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[22..]);
        if (size == uint.MaxValue && extraLength == 20)
        {
            size = BinaryPrimitives.ReadInt64LittleEndian(rest[(nameLength + 4)..]);
        }

        if (size < 0 || size > long.MaxValue / 2)
        {
            Damaged(position + fixedPart.Length + nameLength, extraLength, $"The length of {name} is not possible.");
            return null;
        }

        var entry = new ArchiveEntry(name, size, BinaryPrimitives.ReadUInt32LittleEndian(fixedPart[14..]), position);
        return MatchesLayout(entry, [.. fixedPart, .. rest]) ? entry : null;
    }

    private bool MatchesLayout(ArchiveEntry entry, ReadOnlySpan<byte> header)
    {
        var expected = ArchiveLayout.LocalHeader(entry);
        var same = header.CommonPrefixLength(expected);
        if (same == expected.Length && same == header.Length)
        {
            return true;
        }

        Damaged(entry.Offset + same, 1, $"The header of {entry.Name} is not as it was written.");

        // With another length nothing behind it is where it should be.
        return header.Length == expected.Length;
    }

    private void CheckTail(long start)
    {
        var position = start;
        foreach (var piece in ArchiveLayout.Tail(All, start))
        {
            var found = new byte[piece.Length];
            var read = _bytes.Read(found, position);
            var same = found.AsSpan(0, read).CommonPrefixLength(piece);
            if (same < read)
            {
                Damaged(position + same, read - same, "The archive's directory is not that of its files: it was altered, or files were put in or taken out.");
                return;
            }

            if (read < piece.Length)
            {
                _verdict.Add(FindingCode.Truncated, $"The archive is cut off at byte {_bytes.Length}, in its directory; its files are all there.");
                return;
            }

            position += read;
        }

        if (_bytes.Length > position)
        {
            Damaged(position, _bytes.Length - position, $"{_bytes.Length - position} bytes were put behind the end of the archive.");
        }
    }

    private void Truncated(long position, List<ArchiveEntry> whole, string? inside = null) => _verdict.Add(
        FindingCode.Truncated,
        $"The archive is cut off at byte {_bytes.Length}{(inside is null ? "" : $", in {inside} (bytes {position} and on)")}: {whole.Count} files are whole, what came behind them is missing.");

    private void Damaged(long first, long count, string text) => _verdict.Add(
        new Finding(FindingCode.ArchiveDamaged, $"{text} (byte {first} of the archive)") { FirstByte = first, LastByte = first + Math.Max(1, count) - 1 });

    private static bool IsTail(uint signature) =>
        signature is ArchiveLayout.CentralSignature or ArchiveLayout.EndSignature or ArchiveLayout.End64Signature;
}
