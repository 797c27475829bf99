using System.Text.Json;
using System.Text.Unicode;

namespace Vedette.Sensing.Describing;

/// <summary>Reads a W3C Thing Description 1.1 (and 1.0), and says what is wrong with one that is none.</summary>
internal static class ThingDescription
{
    private const string Context11 = "https://www.w3.org/2022/wot/td/v1.1";
    private const string Context10 = "https://www.w3.org/2019/wot/td/v1";

    /// <summary>Reads.</summary>
    /// <param name="bytes">The document; UTF-8.</param>
    /// <param name="source">Where it was read; relative addresses are relative to it where the thing says nothing else.</param>
    /// <exception cref="ThingFormatException">It is no Thing Description, or one larger than <see cref="DescriptionLimits"/> allow.</exception>
    public static Thing Parse(ReadOnlyMemory<byte> bytes, Uri? source = null)
    {
        if (bytes.Length > DescriptionLimits.Size)
        {
            throw new ThingFormatException($"it is larger than {DescriptionLimits.Size >> 10} KiB");
        }

        var objections = new Objections();
        var thing = Read(DescriptionNode.Root(Json(bytes), objections), source);
        return objections.Errors.Count > 0 ? throw new ThingFormatException(objections.Errors) : thing with { Remarks = objections.Remarks };
    }

    private static JsonElement Json(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            // A byte order mark is against the rules and means no harm (RFC 8259 section 8.1).
            var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
            if (!Utf8.IsValid(text.Span))
            {
                throw new ThingFormatException("it is not written in UTF-8");
            }

            var root = JsonText.Parse(text);
            return root.ValueKind == JsonValueKind.Object ? root : throw new ThingFormatException("it is not a JSON object");
        }
        catch (JsonException wrong)
        {
            throw new ThingFormatException($"it is not JSON as it must be (line {wrong.LineNumber + 1 ?? 0}): {Reason(wrong)}");
        }
    }

    /// <summary>What the reader's words add about its own inside is of no use to anybody.</summary>
    private static string Reason(JsonException wrong)
    {
        var end = wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? wrong.Message : wrong.Message[..end];
        return reason.Length > 200 ? reason[..200] : reason;
    }

    private static Thing Read(DescriptionNode root, Uri? source)
    {
        CheckContext(root);
        Texts.CheckLanguages(root);
        CheckOthers(root);
        var (id, title) = (root.Text("id"), root.RequiredText("title"));
        if (id is not null && Form.Absolute(id) is null)
        {
            root.Member("id")!.Refuse("must be a URI");
        }

        var definitions = SecurityReader.Definitions(root);
        var names = definitions.Keys.ToHashSet(StringComparer.Ordinal);
        var relativeTo = BaseOf(root, source);
        var reader = new AffordanceReader(root, relativeTo, names);
        var thing = new Thing
        {
            Source = source,
            Id = id,
            Title = AffordanceReader.Short(title)!,
            Description = AffordanceReader.Short(Texts.Choose(root, "description")),
            Types = root.Texts("@type"),
            SecuritySchemes = definitions,
            Security = SecurityReader.Names(root, names),
            Properties = reader.Properties(),
            Actions = reader.Actions(),
            Events = reader.Events(),
            Forms = FormReader.Read(root, relativeTo, Operations.None, Operations.OfThings, names),
        };
        return thing with { Capabilities = CapabilityFinder.Find(thing) };
    }

    private static void CheckContext(DescriptionNode root)
    {
        if (root.Member("@context") is not { } context)
        {
            root.Refuse("\"@context\" is missing");
            return;
        }

        var contexts = context.Element.ValueKind switch
        {
            JsonValueKind.String => [context.Element.GetString()],
            JsonValueKind.Array => context.Element.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()).ToList(),
            _ => [],
        };
        if (!contexts.Contains(Context11))
        {
            if (contexts.Contains(Context10))
            {
                context.Remark("is that of Thing Description 1.0; it is read as 1.1");
            }
            else
            {
                context.Refuse($"must contain {Context11}");
            }
        }

        if (root.Texts("@type").Contains("tm:ThingModel"))
        {
            root.Refuse("is a Thing Model, not the description of a thing");
        }
    }

    /// <summary>What we make no use of must still have the right form.</summary>
    private static void CheckOthers(DescriptionNode root)
    {
        foreach (var link in root.Items("links"))
        {
            _ = link.IsObject ? link.RequiredText("href") : Refuse(link);
        }

        foreach (var (_, schema) in root.Members("schemaDefinitions"))
        {
            _ = SchemaReader.Read(schema);
        }

        if (root.Member("version") is { } version)
        {
            _ = version.IsObject ? version.RequiredText("instance") : Refuse(version);
        }

        _ = (root.Text("support"), root.Texts("profile"));
        foreach (var name in (string[])["created", "modified"])
        {
            if (root.Text(name) is not null && !root.Member(name)!.Element.TryGetDateTimeOffset(out _))
            {
                root.Member(name)!.Refuse("must be a date and time");
            }
        }

        static string Refuse(DescriptionNode node)
        {
            node.Refuse("must be an object");
            return "";
        }
    }

    private static Uri? BaseOf(DescriptionNode root, Uri? source)
    {
        if (root.Text("base") is not { } text)
        {
            return source;
        }

        if (Form.Absolute(UriTemplate.Expand(text, null)) is { } address)
        {
            return address;
        }

        root.Member("base")!.Refuse("must be an absolute address");
        return source;
    }
}
