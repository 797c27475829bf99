namespace Vedette.Foundation;

/// <summary>Gives a domain event the name and version it has on the wire. Names never change; versions only grow.</summary>
/// <param name="name">Lower case, module first, for example <c>inventory.device-added</c>.</param>
/// <param name="version">Schema version, from 1. Within a version only optional members may be added.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DomainEventAttribute(string name, int version) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>The schema version.</summary>
    public int Version { get; } = version;

    /// <summary>Whether it is one of very many, such as a measurement: kept for an hour once everybody has handled it, not for weeks.</summary>
    public bool IsFleeting { get; init; }
}
