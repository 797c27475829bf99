namespace Vedette.Foundation;

/// <summary>A fact another module may keep a copy of. Implementations are records with a <see cref="DomainEventAttribute"/>.</summary>
public interface IDomainEvent
{
    /// <summary>The entity the fact is about: the ordering key. Events of one subject arrive in order.</summary>
    Guid Subject { get; }
}
