using Vedette.Contracts.Inventory;

namespace Vedette.Sensing.Describing;

/// <summary>A thing as its description has it.</summary>
internal sealed record Thing
{
    /// <summary>Where the description was read; what a relative address is relative to where the thing says nothing else.</summary>
    public Uri? Source { get; init; }

    /// <summary>A URI; a thing need not have one.</summary>
    public string? Id { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Semantic types (<c>@type</c>).</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public required IReadOnlyDictionary<string, PropertyAffordance> Properties { get; init; }

    public required IReadOnlyDictionary<string, ActionAffordance> Actions { get; init; }

    public required IReadOnlyDictionary<string, EventAffordance> Events { get; init; }

    /// <summary>Forms for all properties, actions or events at once.</summary>
    public IReadOnlyList<Form> Forms { get; init; } = [];

    /// <summary>The ways of proving who asks, by the names the thing gave them.</summary>
    public required IReadOnlyDictionary<string, SecurityScheme> SecuritySchemes { get; init; }

    /// <summary>The names of those in force where a form says nothing else: all of them.</summary>
    public required IReadOnlyList<string> Security { get; init; }

    /// <summary>What it can do, as far as the description tells; a read status may tell more (<see cref="CapabilityFinder"/>).</summary>
    public IReadOnlyList<DeviceCapability> Capabilities { get; init; } = [];

    /// <summary>What is odd about the description and can be lived with.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
