using Vedette.Foundation;

namespace Vedette.Platform.Tests.Modules;

[DomainEvent("writers.note-written", 1)]
internal sealed record NoteWritten(Guid Note, string Title) : IDomainEvent
{
    public Guid Subject => Note;
}
