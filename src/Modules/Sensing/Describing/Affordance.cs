namespace Vedette.Sensing.Describing;

/// <summary>What a thing offers to do: a property, an action or an event.</summary>
internal abstract record Affordance
{
    public required string Name { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Semantic types (<c>@type</c>).</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>In the thing's order of preference.</summary>
    public required IReadOnlyList<Form> Forms { get; init; }

    public IReadOnlyDictionary<string, DataSchema> UriVariables { get; init; } = new Dictionary<string, DataSchema>();
}
