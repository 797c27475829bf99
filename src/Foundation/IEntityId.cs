namespace Vedette.Foundation;

/// <summary>A typed identity: a UUIDv7, written as 36 lower-case characters with hyphens (RFC 9562 section 4).</summary>
/// <typeparam name="TSelf">The identity type itself.</typeparam>
public interface IEntityId<TSelf> : IParsable<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The UUID.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID.</summary>
    static abstract TSelf From(Guid value);
}
