namespace Vedette.Sensing.Describing;

/// <summary>Reads forms, with the operations that are meant where none is named (section 5.4).</summary>
internal static class FormReader
{
    private static readonly Dictionary<string, Operations> Names = Enum.GetValues<Operations>()
        .Where(operation => ((int)operation & ((int)operation - 1)) == 0 && operation != Operations.None)
        .ToDictionary(operation => operation.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>The forms of an affordance or of the thing itself.</summary>
    /// <param name="owner">Whose forms.</param>
    /// <param name="relativeTo">What relative addresses are relative to.</param>
    /// <param name="implied">The operations of a form that names none; none for forms that must name theirs.</param>
    /// <param name="allowed">The operations that make sense here.</param>
    /// <param name="security">The names of the security definitions.</param>
    public static IReadOnlyList<Form> Read(DescriptionNode owner, Uri? relativeTo, Operations implied, Operations allowed, IReadOnlySet<string> security)
    {
        var nodes = owner.Items("forms").Take(DescriptionLimits.FormsEach + 1).ToList();
        if (nodes.Count > DescriptionLimits.FormsEach)
        {
            owner.Refuse($"has more than {DescriptionLimits.FormsEach} forms");
            return [];
        }

        return [.. nodes.Select(node => One(node, relativeTo, implied, allowed, security))];
    }

    private static Form One(DescriptionNode node, Uri? relativeTo, Operations implied, Operations allowed, IReadOnlySet<string> security)
    {
        if (!node.IsObject)
        {
            node.Refuse("must be an object");
            return new Form { Href = "", Operations = Operations.None };
        }

        var form = new Form
        {
            Href = node.RequiredText("href"),
            RelativeTo = relativeTo,
            Operations = OperationsOf(node, implied, allowed),
            ContentType = node.Text("contentType") ?? "application/json",
            ContentCoding = node.Text("contentCoding"),
            Subprotocol = node.Text("subprotocol")?.ToLowerInvariant(),
            Method = node.Text("htv:methodName")?.ToUpperInvariant(),
            Headers = HeadersOf(node),
            Security = node.Member("security") is null ? null : SecurityReader.Names(node, security),
            Scopes = node.Texts("scopes"),
            ResponseContentType = node.Member("response") is { } response ? ResponseOf(response) : null,
        };
        foreach (var additional in node.Items("additionalResponses").Where(additional => !additional.IsObject))
        {
            additional.Refuse("must be an object");
        }

        if (form.Target() is null)
        {
            (node.Member("href") ?? node).Refuse(relativeTo is null ? "is no absolute address, and nothing says what it is relative to" : "is no address");
        }

        return form;
    }

    private static Operations OperationsOf(DescriptionNode node, Operations implied, Operations allowed)
    {
        var operations = Operations.None;
        foreach (var name in node.Texts("op"))
        {
            // Operations of later versions are nobody's fault.
            if (!Names.TryGetValue(name, out var operation))
            {
                node.Member("op")!.Remark("names an operation that we do not know");
            }
            else if ((operation & allowed) == 0)
            {
                node.Member("op")!.Refuse($"\"{name}\" makes no sense here");
            }
            else
            {
                operations |= operation;
            }
        }

        if (node.Member("op") is not null)
        {
            return operations;
        }

        if (implied == Operations.None)
        {
            node.Refuse("\"op\" is missing");
        }

        return implied;
    }

    private static string? ResponseOf(DescriptionNode response)
    {
        var contentType = response.Text("contentType");
        if (contentType is null)
        {
            response.Refuse("\"contentType\" is missing");
        }

        return contentType;
    }

    private static List<KeyValuePair<string, string>> HeadersOf(DescriptionNode node)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in node.Items("htv:headers").Take(DescriptionLimits.FormsEach))
        {
            if (header.Text("htv:fieldName") is { Length: > 0 } name && header.Text("htv:fieldValue") is { } value)
            {
                headers.Add(new(name, value));
            }
        }

        return headers;
    }
}
