namespace Vedette.Media.Sources;

/// <summary>The newest things said between a camera and us, for bug reports. Bounded; what has the form of a secret is left out.</summary>
/// <remarks>Written by one session at a time; read by anybody.</remarks>
public sealed class SourceTranscript(TimeProvider time)
{
    private const int MostEntries = 200;
    private const int MostCharacters = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<TranscriptEntry> _entries = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TranscriptEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Adds what happened beside the dialogue, in words.</summary>
    public void Note(string text) => Add(isFromCamera: false, $"({text})");

    /// <summary>Adds what was said; the oldest gives way.</summary>
    public void Add(bool isFromCamera, string text)
    {
        var kept = SecretText.Without(text.Length > MostCharacters ? text[..MostCharacters] : text);
        lock (_gate)
        {
            if (_entries.Count == MostEntries)
            {
                _ = _entries.Dequeue();
            }

            _entries.Enqueue(new TranscriptEntry(time.GetUtcNow(), isFromCamera, kept));
        }
    }
}
