using System.Collections;

namespace Vedette.Media.Rtsp;

/// <summary>The header lines of a message, in order; names are compared without case, a name may occur more than once.</summary>
public sealed class RtspHeaders : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _lines = [];

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>The first value of that name, or null.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    /// <summary>All values of that name, in order.</summary>
    public IEnumerable<string> All(string name) =>
        _lines.Where(line => line.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(line => line.Value);

    /// <summary>Adds a line.</summary>
    /// <exception cref="ArgumentException">The name or the value holds a line break.</exception>
    public void Add(string name, string value)
    {
        if (name.AsSpan().ContainsAny('\r', '\n') || value.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException("A header line cannot hold a line break.", nameof(value));
        }

        _lines.Add(new(name, value));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _lines.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
