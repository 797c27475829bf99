using System.Globalization;
using Vedette.Foundation;

namespace Vedette.Recording.Evidence;

/// <summary>
/// Reads a statement: lines of a word, a blank and a value, each ended by a line feed, in a fixed order. What is signed is
/// the text itself, so that anybody can read it and check it with nothing but openssl.
/// </summary>
internal sealed class StatementLines(string text)
{
    private const string Instants = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private int _position;

    public bool IsAtEnd => _position == text.Length;

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(Instants, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is no instant in UTC with microseconds.</exception>
    public static DateTimeOffset Instant(string value) =>
        new(DateTime.ParseExact(value, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    /// <exception cref="FormatException">It is no number from 0 on.</exception>
    public static long Number(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("A number is none, or too large.");

    public static CameraId Camera(string value) => new(Guid.ParseExact(value, "D"));

    /// <summary>The next line, which must be this.</summary>
    /// <exception cref="FormatException">Here and in all that reads: the text is no such statement.</exception>
    public void Title(string title)
    {
        if (Line() != title)
        {
            throw new FormatException($"The statement is no '{title}'.");
        }
    }

    /// <summary>The value of the next line, which must begin with this word.</summary>
    public string Value(string word) => TryValue(word) ?? throw new FormatException($"The statement has no '{word}' where it belongs.");

    /// <summary>The value of the next line if it begins with this word.</summary>
    public string? TryValue(string word)
    {
        var start = _position;
        var line = IsAtEnd ? "" : Line();
        if (line.Length > word.Length && line[word.Length] == ' ' && line.StartsWith(word, StringComparison.Ordinal))
        {
            return line[(word.Length + 1)..];
        }

        _position = start;
        return null;
    }

    public void End()
    {
        if (!IsAtEnd)
        {
            throw new FormatException("The statement goes on where it should end.");
        }
    }

    private string Line()
    {
        var end = text.IndexOf('\n', _position);
        if (end < 0)
        {
            throw new FormatException("The statement ends in the middle of a line.");
        }

        var line = text[_position..end];
        _position = end + 1;
        return line;
    }
}
