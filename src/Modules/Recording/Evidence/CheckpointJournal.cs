using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Web;
using Vedette.Recording.Disks;

namespace Vedette.Recording.Evidence;

/// <summary>
/// The checkpoints on disk: <c>checkpoints-yyyy-MM-dd.jsonl</c>, one line each, only ever appended to. Needs no database and
/// outlives the footage.
/// </summary>
internal sealed class CheckpointJournal(string folder, IDisk disk)
{
    private const string Prefix = "checkpoints-";
    private const string Extension = ".jsonl";
    private const int ReadAhead = 1 << 16;

    /// <summary>Days that have checkpoints, oldest first.</summary>
    public IReadOnlyList<DateOnly> Days() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, $"{Prefix}*{Extension}")
            .Select(file => DateOnly.TryParseExact(
                Path.GetFileNameWithoutExtension(file)[Prefix.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : default)
            .Where(day => day != default)
            .Order()]
        : [];

    /// <summary>The checkpoints of the days from this one on, in order. What is no line of ours is passed over.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="word">Only lines that hold this word are read; null for all.</param>
    /// <param name="cancellation">Stops between two lines.</param>
    /// <exception cref="FaultException">The disk refuses.</exception>
    public async IAsyncEnumerable<CheckpointEntry> ReadAsync(
        DateOnly from, string? word, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var day in Days().Where(day => day >= from))
        {
            await foreach (var entry in ReadDayAsync(day, cancellation, word))
            {
                yield return entry;
            }
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public async IAsyncEnumerable<CheckpointEntry> ReadDayAsync(
        DateOnly day, [EnumeratorCancellation] CancellationToken cancellation, string? word = null)
    {
        using var reader = Open(day);
        while (await LineAsync(reader, cancellation) is { } line)
        {
            if ((word is null || line.Contains(word, StringComparison.Ordinal)) && Read(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Appends a checkpoint. When this returns it survives a power cut; when it throws, nothing was appended.</summary>
    /// <exception cref="FaultException">The disk refuses.</exception>
    public void Append(DateOnly day, CheckpointEntry entry)
    {
        var path = PathOf(day);
        try
        {
            var before = File.Exists(path) ? new FileInfo(path).Length : 0;
            try
            {
                JournalLines.AppendDurably(disk, path, [entry]);
            }
            catch (IOException)
            {
                CutTo(path, before);
                throw;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.Disk, $"The checkpoint journal cannot be written: {refused.Message}", isTransient: true, refused);
        }
    }

    /// <summary>A line that may not be durable must not stay: the next attempt signs the same segments under the same number.</summary>
    private void CutTo(string path, long length)
    {
        if (File.Exists(path))
        {
            using var file = disk.Open(path);
            disk.SetLength(file, length);
        }
    }

    private string PathOf(DateOnly day) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{day:yyyy-MM-dd}{Extension}"));

    private StreamReader Open(DateOnly day)
    {
        try
        {
            return new StreamReader(new FileStream(
                PathOf(day), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, ReadAhead, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(refused);
        }
    }

    private static async Task<string?> LineAsync(StreamReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadLineAsync(cancellation);
        }
        catch (IOException refused)
        {
            throw Unreadable(refused);
        }
    }

    private static FaultException Unreadable(Exception refused) =>
        new(FaultKind.Disk, $"The checkpoint journal cannot be read: {refused.Message}", isTransient: true, refused);

    private static CheckpointEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckpointEntry>(line, WireFormat.Exact);
        }
        catch (JsonException)
        {
            return null; // a torn line
        }
    }
}
