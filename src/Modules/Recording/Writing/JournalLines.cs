using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Writing;

/// <summary>Files of one JSON object a line, which are only ever appended to: a power cut tears the last line at most.</summary>
internal static class JournalLines
{
    /// <summary>Appends and flushes; the file and its folder are made when they are not there.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Append<T>(string path, IEnumerable<T> entries)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            text.Append(JsonSerializer.Serialize(entry, JsonSerializerOptions.Web)).Append('\n');
        }

        var isNew = !File.Exists(path);
        DurableDirectory.Create(Path.GetDirectoryName(path)!);
        using (var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            var length = RandomAccess.GetLength(handle);
            if (length > 0 && !EndsWithNewLine(handle, length))
            {
                text.Insert(0, '\n');
            }

            RandomAccess.Write(handle, Encoding.UTF8.GetBytes(text.ToString()), length);
            RandomAccess.FlushToDisk(handle);
        }

        if (isNew)
        {
            DurableDirectory.Sync(Path.GetDirectoryName(path)!);
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
