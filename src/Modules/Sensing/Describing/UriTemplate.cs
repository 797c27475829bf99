using System.Text;

namespace Vedette.Sensing.Describing;

/// <summary>Fills the variables of an address in (RFC 6570; of its modifiers, <c>*</c> and <c>:n</c> on single values).</summary>
internal static class UriTemplate
{
    private const string Reserved = ":/?#[]@!$&'()*+,;=";

    /// <summary>The address, without the variables that have no value; null when the template is broken.</summary>
    public static string? Expand(string template, IReadOnlyDictionary<string, string>? variables)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
        {
            return template.Contains('}', StringComparison.Ordinal) ? null : template;
        }

        var address = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            if (open < 0)
            {
                _ = address.Append(template, at, template.Length - at);
                break;
            }

            var close = template.IndexOf('}', open);
            if (close <= open + 1)
            {
                return null;
            }

            _ = address.Append(template, at, open - at);
            Append(address, template.AsSpan(open + 1, close - open - 1), variables);
            at = close + 1;
        }

        return address.ToString();
    }

    /// <summary>The names of the variables, in order.</summary>
    public static IReadOnlyList<string> Variables(string template)
    {
        var names = new List<string>();
        for (var at = template.IndexOf('{', StringComparison.Ordinal); at >= 0 && template.IndexOf('}', at) is > 0 and var close; at = template.IndexOf('{', close))
        {
            var expression = template.AsSpan(at + 1, close - at - 1).TrimStart("+#./;?&");
            foreach (var part in expression.Split(','))
            {
                names.Add(NameOf(expression[part]).ToString());
            }
        }

        return names;
    }

    private static void Append(StringBuilder address, ReadOnlySpan<char> expression, IReadOnlyDictionary<string, string>? variables)
    {
        var (first, between, named, reserved) = expression[0] switch
        {
            '+' => ("", ",", false, true),
            '#' => ("#", ",", false, true),
            '.' => (".", ".", false, false),
            '/' => ("/", "/", false, false),
            ';' => (";", ";", true, false),
            '?' => ("?", "&", true, false),
            '&' => ("&", "&", true, false),
            _ => ("", ",", false, false),
        };
        var empty = true;
        var names = expression.TrimStart("+#./;?&");
        foreach (var part in names.Split(','))
        {
            var name = NameOf(names[part]).ToString();
            if (variables is null || !variables.TryGetValue(name, out var value))
            {
                continue;
            }

            _ = address.Append(empty ? first : between);
            empty = false;
            if (named)
            {
                _ = address.Append(name).Append(value.Length == 0 && first == ";" ? "" : "=");
            }

            AppendEncoded(address, Cut(value, names[part]), reserved);
        }
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> variable)
    {
        var name = variable.TrimEnd('*');
        var colon = name.IndexOf(':');
        return colon < 0 ? name : name[..colon];
    }

    private static string Cut(string value, ReadOnlySpan<char> variable) =>
        variable.IndexOf(':') is >= 0 and var colon && int.TryParse(variable[(colon + 1)..], out var length) && length >= 0 && length < value.Length
            ? value[..length]
            : value;

    private static void AppendEncoded(StringBuilder address, string value, bool reserved)
    {
        if (!reserved)
        {
            _ = address.Append(Uri.EscapeDataString(value));
            return;
        }

        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.IsAscii && Reserved.Contains((char)rune.Value, StringComparison.Ordinal)
                ? address.Append((char)rune.Value)
                : address.Append(Uri.EscapeDataString(rune.ToString()));
        }
    }
}
