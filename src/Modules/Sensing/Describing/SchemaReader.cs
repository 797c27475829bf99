using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vedette.Sensing.Describing;

/// <summary>Reads data schemas.</summary>
internal static class SchemaReader
{
    private const int LongestPattern = 1024;

    // A pattern is matched in time linear in the text; this bounds what a large pattern makes of it.
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(50);

    public static DataSchema? Read(DescriptionNode parent, string name) => parent.Member(name) is { } node ? Read(node) : null;

    public static DataSchema Read(DescriptionNode node)
    {
        if (!node.IsObject)
        {
            node.Refuse("must be an object that describes a value");
            return DataSchema.Any;
        }

        if (!node.TakeSchema())
        {
            node.Refuse($"is one of more than {DescriptionLimits.Schemas} schemas");
            return DataSchema.Any;
        }

        var items = node.Member("items");
        return new DataSchema
        {
            Source = node.Element,
            Kind = KindOf(node),
            Title = node.Text("title"),
            Description = node.Text("description"),
            Unit = node.Text("unit"),
            Types = node.Texts("@type"),
            IsReadOnly = node.Flag("readOnly"),
            IsWriteOnly = node.Flag("writeOnly"),
            Const = Value(node, "const"),
            Default = Value(node, "default"),
            Choices = node.Member("enum") is null ? null : [.. node.Items("enum").Select(choice => choice.Element)],
            Minimum = node.Number("minimum"),
            ExclusiveMinimum = node.Number("exclusiveMinimum"),
            Maximum = node.Number("maximum"),
            ExclusiveMaximum = node.Number("exclusiveMaximum"),
            MultipleOf = MultipleOf(node),
            MinLength = node.Count("minLength"),
            MaxLength = node.Count("maxLength"),
            Pattern = Pattern(node),
            Items = items is { IsObject: true } ? Read(items) : null,
            Tuple = items is { IsObject: false } ? List(node, "items") : null,
            MinItems = node.Count("minItems"),
            MaxItems = node.Count("maxItems"),
            Properties = Properties(node),
            Required = node.Texts("required"),
            OneOf = List(node, "oneOf"),
            AnyOf = List(node, "anyOf"),
            AllOf = List(node, "allOf"),
        };
    }

    private static DataKind? KindOf(DescriptionNode node)
    {
        switch (node.Text("type"))
        {
            case null: return null;
            case "null": return DataKind.Null;
            case "boolean": return DataKind.Boolean;
            case "integer": return DataKind.Integer;
            case "number": return DataKind.Number;
            case "string": return DataKind.String;
            case "array": return DataKind.Array;
            case "object": return DataKind.Object;
            default:
                node.Member("type")!.Refuse("must be one of null, boolean, integer, number, string, array, object");
                return null;
        }
    }

    /// <summary>A value, of which null is one.</summary>
    private static JsonElement? Value(DescriptionNode node, string name) => node.Element.TryGetProperty(name, out var value) ? value : null;

    private static double? MultipleOf(DescriptionNode node)
    {
        if (node.Number("multipleOf") is not { } step)
        {
            return null;
        }

        if (step > 0)
        {
            return step;
        }

        node.Member("multipleOf")!.Refuse("must be above 0");
        return null;
    }

    private static Regex? Pattern(DescriptionNode node)
    {
        if (node.Text("pattern") is not { } pattern)
        {
            return null;
        }

        if (pattern.Length <= LongestPattern)
        {
            try
            {
                return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LongestMatch);
            }
            catch (Exception odd) when (odd is ArgumentException or NotSupportedException)
            {
                // Remarked on below: it may be right in ECMA's dialect.
            }
        }

        node.Member("pattern")!.Remark("is a pattern that we cannot check; values are taken as they come");
        return null;
    }

    private static Dictionary<string, DataSchema>? Properties(DescriptionNode node) =>
        node.Member("properties") is null ? null : node.Members("properties").ToDictionary(member => member.Name, member => Read(member.Node), StringComparer.Ordinal);

    private static IReadOnlyList<DataSchema> List(DescriptionNode node, string name) => [.. node.Items(name).Select(Read)];
}
