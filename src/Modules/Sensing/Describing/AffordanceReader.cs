namespace Vedette.Sensing.Describing;

/// <summary>Reads properties, actions and events.</summary>
internal sealed class AffordanceReader(DescriptionNode root, Uri? relativeTo, IReadOnlySet<string> security)
{
    private const int LongestText = 2000;

    private int _count;

    public IReadOnlyDictionary<string, PropertyAffordance> Properties() => Read("properties", (name, node) =>
    {
        var schema = SchemaReader.Read(node);
        var implied = (schema.IsReadOnly, schema.IsWriteOnly) switch
        {
            (true, false) => Operations.ReadProperty,
            (false, true) => Operations.WriteProperty,
            _ => Operations.ReadProperty | Operations.WriteProperty,
        };
        return new PropertyAffordance
        {
            Name = name,
            Title = Short(Texts.Choose(node, "title")),
            Description = Short(Texts.Choose(node, "description")),
            Types = schema.Types,
            Schema = schema,
            IsObservable = node.Flag("observable"),
            Forms = Forms(node, implied, Operations.OfProperties),
            UriVariables = UriVariables(node),
        };
    });

    public IReadOnlyDictionary<string, ActionAffordance> Actions() => Read("actions", (name, node) => new ActionAffordance
    {
        Name = name,
        Title = Short(Texts.Choose(node, "title")),
        Description = Short(Texts.Choose(node, "description")),
        Types = node.Texts("@type"),
        Input = SchemaReader.Read(node, "input"),
        Output = SchemaReader.Read(node, "output"),
        IsSafe = node.Flag("safe"),
        IsIdempotent = node.Flag("idempotent"),
        IsSynchronous = node.Member("synchronous") is null ? null : node.Flag("synchronous"),
        Forms = Forms(node, Operations.InvokeAction, Operations.OfActions),
        UriVariables = UriVariables(node),
    });

    public IReadOnlyDictionary<string, EventAffordance> Events() => Read("events", (name, node) =>
    {
        _ = SchemaReader.Read(node, "dataResponse");
        return new EventAffordance
        {
            Name = name,
            Title = Short(Texts.Choose(node, "title")),
            Description = Short(Texts.Choose(node, "description")),
            Types = node.Texts("@type"),
            Subscription = SchemaReader.Read(node, "subscription"),
            Content = SchemaReader.Read(node, "data"),
            Cancellation = SchemaReader.Read(node, "cancellation"),
            Forms = Forms(node, Operations.SubscribeEvent | Operations.UnsubscribeEvent, Operations.OfEvents),
            UriVariables = UriVariables(node),
        };
    });

    /// <summary>Foreign prose is for reading, not for filling memory.</summary>
    internal static string? Short(string? text) => text is { Length: > LongestText } ? text[..LongestText] + "…" : text;

    private Dictionary<string, T> Read<T>(string kind, Func<string, DescriptionNode, T> read)
        where T : Affordance
    {
        var affordances = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, node) in root.Members(kind))
        {
            if (++_count > DescriptionLimits.Affordances)
            {
                root.Refuse($"offers more than {DescriptionLimits.Affordances} properties, actions and events");
                break;
            }

            if (name.Length is 0 or > DescriptionLimits.Name)
            {
                node.Refuse($"must have a name of 1 to {DescriptionLimits.Name} characters");
            }
            else if (!node.IsObject)
            {
                node.Refuse("must be an object");
            }
            else
            {
                Texts.CheckLanguages(node);
                affordances.Add(name, read(name, node));
            }
        }

        return affordances;
    }

    private IReadOnlyList<Form> Forms(DescriptionNode node, Operations implied, Operations allowed)
    {
        var forms = FormReader.Read(node, relativeTo, implied, allowed, security);
        if (forms.Count == 0)
        {
            node.Refuse("has no forms");
        }

        return forms;
    }

    /// <summary>Those of the thing hold for each, unless it has its own of the name.</summary>
    private Dictionary<string, DataSchema> UriVariables(DescriptionNode node)
    {
        var variables = new Dictionary<string, DataSchema>(StringComparer.Ordinal);
        foreach (var (name, variable) in root.Members("uriVariables").Concat(node.Members("uriVariables")))
        {
            variables[name] = SchemaReader.Read(variable);
            if (variables[name].Kind is DataKind.Object or DataKind.Array)
            {
                variable.Refuse("must be a single value: it becomes part of an address");
            }
        }

        return variables;
    }
}
