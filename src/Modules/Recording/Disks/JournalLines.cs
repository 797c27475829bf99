using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Disks;

/// <summary>Files of one JSON object a line, which are only ever appended to: a power cut tears the last line at most.</summary>
internal static class JournalLines
{
    /// <summary>Appends; the file and its folder are made when they are not there. Durable when <paramref name="set"/> is committed.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Append<T>(IDisk disk, string path, IEnumerable<T> entries, CommitSet set)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            text.Append(JsonSerializer.Serialize(entry, JsonSerializerOptions.Web)).Append('\n');
        }

        var folder = Path.GetDirectoryName(path)!;
        DurableDirectory.Create(disk, folder, set);
        var isNew = !File.Exists(path);
        var file = isNew ? disk.Create(path) : disk.Open(path);
        set.Add(file, close: true);
        if (isNew)
        {
            set.AddDirectory(folder);
        }

        var length = RandomAccess.GetLength(file);
        if (length > 0 && !EndsWithNewLine(file, length))
        {
            text.Insert(0, '\n');
        }

        disk.Write(file, [Encoding.UTF8.GetBytes(text.ToString())], length);
    }

    /// <summary>Appends and waits until it is durable: for whoever takes no part in a volume's commits.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void AppendDurably<T>(IDisk disk, string path, IEnumerable<T> entries)
    {
        var set = new CommitSet();
        try
        {
            Append(disk, path, entries, set);
            set.FlushEach(disk);
        }
        catch
        {
            _ = set.Take(); // closes the file
            throw;
        }

        if (set.Take() is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>The lines in order; none when there is no such file. A line torn by a crash is left out.</summary>
    public static IEnumerable<T> Read<T>(string path)
        where T : class
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(path))
        {
            if (TryParse<T>(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private static T? TryParse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null; // the tail of a line that was being written when the power went
        }
    }

    private static bool EndsWithNewLine(SafeFileHandle handle, long length)
    {
        Span<byte> last = stackalloc byte[1];
        return RandomAccess.Read(handle, last, length - 1) == 1 && last[0] == (byte)'\n';
    }
}
