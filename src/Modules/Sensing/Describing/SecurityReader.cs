namespace Vedette.Sensing.Describing;

/// <summary>Reads the definitions of security, and the names that refer to them.</summary>
internal static class SecurityReader
{
    public static IReadOnlyDictionary<string, SecurityScheme> Definitions(DescriptionNode root)
    {
        if (root.Member("securityDefinitions") is null)
        {
            root.Refuse("\"securityDefinitions\" is missing");
        }

        var nodes = root.Members("securityDefinitions").Take(DescriptionLimits.SecurityDefinitions + 1).ToList();
        if (nodes.Count > DescriptionLimits.SecurityDefinitions)
        {
            root.Refuse($"has more than {DescriptionLimits.SecurityDefinitions} security definitions");
            return new Dictionary<string, SecurityScheme>();
        }

        var schemes = nodes.ToDictionary(member => member.Name, member => Definition(member.Node), StringComparer.Ordinal);
        foreach (var (name, node) in nodes)
        {
            CheckCombination(name, node, schemes);
        }

        return schemes;
    }

    /// <summary>The names in force; each must be defined.</summary>
    public static IReadOnlyList<string> Names(DescriptionNode node, IReadOnlySet<string> defined)
    {
        var names = node.Texts("security");
        if (names.Count == 0)
        {
            node.Refuse("\"security\" names none of the security definitions");
        }

        foreach (var unknown in names.Where(name => !defined.Contains(name)))
        {
            node.Refuse($"\"security\" names \"{(unknown.Length > 60 ? unknown[..60] : unknown)}\", which is not defined");
        }

        return names;
    }

    private static SecurityScheme Definition(DescriptionNode node)
    {
        if (!node.IsObject)
        {
            node.Refuse("must be an object");
            return new SecurityScheme.Other("");
        }

        var name = node.Text("name");
        return node.RequiredText("scheme") switch
        {
            "nosec" => new SecurityScheme.None(),
            "basic" => new SecurityScheme.Basic(Place(node, SecretPlace.Header), name),
            "digest" => new SecurityScheme.Digest(Place(node, SecretPlace.Header), name, node.Text("qop") ?? "auth"),
            "apikey" => new SecurityScheme.ApiKey(Place(node, SecretPlace.Query), name),
            "bearer" => new SecurityScheme.Bearer(Place(node, SecretPlace.Header), name),
            "combo" => Combination(node),
            var other => new SecurityScheme.Other(other),
        };
    }

    private static SecurityScheme.Combo Combination(DescriptionNode node)
    {
        var (all, any) = (node.Texts("allOf"), node.Texts("oneOf"));
        if (all.Count == 0 == (any.Count == 0))
        {
            node.Refuse("must have either \"allOf\" or \"oneOf\"");
        }
        else if (all.Count + any.Count < 2)
        {
            node.Refuse("must combine two or more");
        }

        return new SecurityScheme.Combo(all.Count > 0, all.Count > 0 ? all : any);
    }

    /// <summary>Combinations name what is defined, and never themselves, however long the way round.</summary>
    private static void CheckCombination(string name, DescriptionNode node, Dictionary<string, SecurityScheme> schemes)
    {
        var (waiting, seen) = (new Queue<string>(), new HashSet<string>(StringComparer.Ordinal));
        for (var current = name; ;)
        {
            foreach (var part in schemes.GetValueOrDefault(current) is SecurityScheme.Combo combo ? combo.Of : [])
            {
                if (part == name || !schemes.ContainsKey(part))
                {
                    node.Refuse(part == name ? "combines itself" : "combines something that is not defined");
                    return;
                }

                if (seen.Add(part))
                {
                    waiting.Enqueue(part);
                }
            }

            if (!waiting.TryDequeue(out current!))
            {
                return;
            }
        }
    }

    private static SecretPlace Place(DescriptionNode node, SecretPlace implied)
    {
        switch (node.Text("in"))
        {
            case null: return implied;
            case "header": return SecretPlace.Header;
            case "query": return SecretPlace.Query;
            case "body": return SecretPlace.Body;
            case "cookie": return SecretPlace.Cookie;
            case "uri": return SecretPlace.Uri;
            case "auto": return SecretPlace.Auto;
            default:
                node.Member("in")!.Refuse("must be one of header, query, body, cookie, uri, auto");
                return implied;
        }
    }
}
