using System.Globalization;
using System.Text.Json;

namespace Vedette.Sensing.Describing;

/// <summary>A place in a description: reads what stands there and objects by itself where it is not what it must be.</summary>
internal sealed class DescriptionNode
{
    private const int LongestName = 60;

    private readonly DescriptionNode? _parent;
    private readonly string _name;
    private readonly Objections _objections;

    private DescriptionNode(JsonElement element, DescriptionNode? parent, string name, Objections objections) =>
        (Element, _parent, _name, _objections) = (element, parent, name, objections);

    public JsonElement Element { get; }

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    /// <summary>Such as <c>actions.toggle.forms[0]</c>; empty at the root. Made only when there is something to say.</summary>
    public string Path => _parent?.Path is { Length: > 0 } above && !_name.StartsWith('[') ? $"{above}.{_name}" : _parent?.Path + _name;

    public static DescriptionNode Root(JsonElement element, Objections objections) => new(element, null, "", objections);

    public void Refuse(string what) => _objections.Refuse(this, what);

    public void Remark(string what) => _objections.Remark(this, what);

    public bool TakeSchema() => _objections.TakeSchema();

    /// <summary>The member of that name, if there is one; null stands for none.</summary>
    public DescriptionNode? Member(string name) =>
        IsObject && Element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? new DescriptionNode(member, this, Shown(name), _objections)
            : null;

    /// <summary>A text, or null when there is none; anything else is objected to.</summary>
    public string? Text(string name)
    {
        var member = Member(name);
        if (member is { Element.ValueKind: not JsonValueKind.String })
        {
            member.Refuse("must be a string");
            return null;
        }

        return member?.Element.GetString();
    }

    /// <summary>A text that must be there and say something.</summary>
    public string RequiredText(string name)
    {
        if (Member(name) is null)
        {
            Refuse($"\"{name}\" is missing");
            return "";
        }

        return Text(name) ?? "";
    }

    public bool Flag(string name)
    {
        var member = Member(name);
        if (member is { Element.ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            member.Refuse("must be true or false");
            return false;
        }

        return member?.Element.GetBoolean() ?? false;
    }

    public double? Number(string name)
    {
        var member = Member(name);
        if (member is { Element.ValueKind: not JsonValueKind.Number })
        {
            member.Refuse("must be a number");
            return null;
        }

        return member?.Element.GetDouble();
    }

    /// <summary>A count: a whole number from 0.</summary>
    public int? Count(string name)
    {
        if (Number(name) is not { } number)
        {
            return null;
        }

        if (number < 0 || number != Math.Floor(number))
        {
            Member(name)!.Refuse("must be a whole number, 0 or more");
            return null;
        }

        return (int)Math.Min(number, int.MaxValue);
    }

    /// <summary>A text or a list of texts, as JSON-LD likes to have it; empty when there is none.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Member(name) is not { } member)
        {
            return [];
        }

        if (member.Element.ValueKind == JsonValueKind.String)
        {
            return [member.Element.GetString()!];
        }

        if (member.Element.ValueKind != JsonValueKind.Array || member.Element.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            member.Refuse("must be a string or a list of strings");
            return [];
        }

        return [.. member.Element.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>The members of the object of that name; empty when there is none.</summary>
    public IEnumerable<(string Name, DescriptionNode Node)> Members(string name)
    {
        var member = Member(name);
        if (member is { IsObject: false })
        {
            member.Refuse("must be an object");
            return [];
        }

        return member is null
            ? []
            : member.Element.EnumerateObject().Select(item => (item.Name, new DescriptionNode(item.Value, member, Shown(item.Name), _objections)));
    }

    /// <summary>The items of the list of that name; empty when there is none.</summary>
    public IEnumerable<DescriptionNode> Items(string name)
    {
        var member = Member(name);
        if (member is { Element.ValueKind: not JsonValueKind.Array })
        {
            member.Refuse("must be a list");
            return [];
        }

        return member is null
            ? []
            : member.Element.EnumerateArray().Select((item, index) => new DescriptionNode(item, member, string.Create(CultureInfo.InvariantCulture, $"[{index}]"), _objections));
    }

    /// <summary>Foreign names end up on screens and in logs.</summary>
    private static string Shown(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";
}
