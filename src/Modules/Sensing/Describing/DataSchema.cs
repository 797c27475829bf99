using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vedette.Sensing.Describing;

/// <summary>What a value must be like: the part of JSON Schema that Thing Description 1.1 takes over (section 5.3.2), with anyOf and allOf.</summary>
internal sealed record DataSchema
{
    /// <summary>Allows everything.</summary>
    public static DataSchema Any { get; } = new();

    /// <summary>As it was written, with the terms that mean nothing to us.</summary>
    public JsonElement Source { get; init; }

    public DataKind? Kind { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Unit { get; init; }

    /// <summary>Semantic types (<c>@type</c>).</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    public bool IsReadOnly { get; init; }

    public bool IsWriteOnly { get; init; }

    public JsonElement? Const { get; init; }

    public JsonElement? Default { get; init; }

    /// <summary>The values allowed; null where all are.</summary>
    public IReadOnlyList<JsonElement>? Choices { get; init; }

    public double? Minimum { get; init; }

    public double? ExclusiveMinimum { get; init; }

    public double? Maximum { get; init; }

    public double? ExclusiveMaximum { get; init; }

    /// <summary>Above 0.</summary>
    public double? MultipleOf { get; init; }

    /// <summary>In characters, as JSON Schema counts them (code points).</summary>
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>Backed by an engine that takes time linear in the text, and with a time-out of its own.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>What every item must be like; null where <see cref="Tuple"/> says it, or nothing does.</summary>
    public DataSchema? Items { get; init; }

    /// <summary>What the first, second, … item must be like.</summary>
    public IReadOnlyList<DataSchema>? Tuple { get; init; }

    public int? MinItems { get; init; }

    public int? MaxItems { get; init; }

    /// <summary>The members known by name; null where nothing is said about members.</summary>
    public IReadOnlyDictionary<string, DataSchema>? Properties { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyList<DataSchema> OneOf { get; init; } = [];

    public IReadOnlyList<DataSchema> AnyOf { get; init; } = [];

    public IReadOnlyList<DataSchema> AllOf { get; init; } = [];
}
