using System.Globalization;
using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Index;

/// <summary>
/// What was about to be deleted, noted beside the databases before a file goes: a database that is away, or loses its last
/// transactions with the power, still learns of it.
/// </summary>
/// <remarks>Belongs here: writing and reading notes. Does not: deleting. A note says what was meant to go; whether it went, the files say.</remarks>
internal sealed class DeletionNotes(IDisk disk, string folder, TimeProvider time)
{
    // Longer than a database keeps a transaction only in memory.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    private readonly Lock _gate = new();

    /// <summary>Notes the segments. When this returns, the notes survive a power cut.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Add(Guid volume, IEnumerable<SegmentName> names, bool keepArchived)
    {
        lock (_gate)
        {
            JournalLines.AppendDurably(
                disk, Path.Combine(folder, HourOf(time.GetUtcNow()) + ".jsonl"), names.Select(name => DeletionNote.Of(volume, name, keepArchived)));
        }
    }

    /// <summary>All notes, oldest first.</summary>
    public IReadOnlyList<DeletionNote> Read()
    {
        lock (_gate)
        {
            return [.. Files().SelectMany(JournalLines.Read<DeletionNote>)];
        }
    }

    /// <summary>Forgets what every database has learned by now: only called while nothing waits for one.</summary>
    public void Prune()
    {
        var oldest = HourOf(time.GetUtcNow() - Kept);
        lock (_gate)
        {
            foreach (var file in Files().Where(file => string.CompareOrdinal(Path.GetFileNameWithoutExtension(file), oldest) < 0).ToList())
            {
                disk.Delete(file);
            }
        }
    }

    private IEnumerable<string> Files() =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal) : [];

    private static string HourOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HH", CultureInfo.InvariantCulture);
}

/// <summary>A segment that was about to be deleted.</summary>
/// <param name="Camera">Whose.</param>
/// <param name="Start">Its start.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Volume">The volume its file lay on.</param>
/// <param name="KeepArchived">Whether it stays footage when the archive has a copy.</param>
internal sealed record DeletionNote(Guid Camera, DateTimeOffset Start, long Sequence, Guid Volume, bool KeepArchived)
{
    public SegmentName Name => new(CameraId.From(Camera), Start, Sequence);

    public static DeletionNote Of(Guid volume, SegmentName name, bool keepArchived) =>
        new(name.CameraId.Value, name.Start, name.Sequence, volume, keepArchived);
}
