using System.Collections.Concurrent;
using Vedette.Platform.Messaging;

namespace Vedette.Platform.Tests.Modules;

/// <summary>Where the readers' notes arrive. A test decides which of them fail.</summary>
internal sealed class Desk
{
    private readonly ConcurrentQueue<(NoteWritten Note, EventContext Context)> _read = new();

    public Func<NoteWritten, int, Exception?> Fails { get; set; } = (_, _) => null;

    public ConcurrentDictionary<string, int> Tries { get; } = new();

    public IReadOnlyList<(NoteWritten Note, EventContext Context)> Read => [.. _read];

    public IReadOnlyList<string> Titles => [.. _read.Select(read => read.Note.Title)];

    public Task ReadAsync(NoteWritten note, EventContext context, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var tries = Tries.AddOrUpdate(note.Title, 1, (_, before) => before + 1);
        if (Fails(note, tries) is { } failure)
        {
            throw failure;
        }

        _read.Enqueue((note, context));
        return Task.CompletedTask;
    }

    public async Task UntilAsync(Func<Desk, bool> reached, Action? meanwhile = null)
    {
        var limit = DateTime.UtcNow + TimeSpan.FromSeconds(30);
        while (!reached(this))
        {
            Assert.True(DateTime.UtcNow < limit, $"Waited too long; read: {string.Join(", ", Titles)}");
            meanwhile?.Invoke();
            await Task.Delay(10);
        }
    }
}
