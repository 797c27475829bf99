using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vedette.Sensing.Describing;

/// <summary>Whether a value is what a schema says. The schema comes from a stranger, the value too: both together cost a bounded number of steps.</summary>
internal sealed class SchemaCheck
{
    private const int MostSteps = 200_000;
    private const int MostComplaints = 5;
    private const double Tolerance = 1e-9;

    // Patterns are linear in the text; this many characters in all is more than any value has that is worth checking.
    private const int MostMatched = 256 * 1024;

    private readonly List<string> _complaints = [];
    private readonly bool _isStrict;
    private int _steps;
    private int _matched;

    private SchemaCheck(bool isStrict) => _isStrict = isStrict;

    /// <summary>What is wrong with a value that we want to send: it may have nothing the schema does not describe.</summary>
    public static IReadOnlyList<string> Input(DataSchema schema, JsonElement value) => Run(schema, value, isStrict: true);

    /// <summary>What is wrong with a value that came; what it has beyond the schema is taken.</summary>
    public static IReadOnlyList<string> Output(DataSchema schema, JsonElement value) => Run(schema, value, isStrict: false);

    private static List<string> Run(DataSchema schema, JsonElement value, bool isStrict)
    {
        var check = new SchemaCheck(isStrict);
        try
        {
            check.Check(schema, value, "", check._complaints);
        }
        catch (TooCostlyException)
        {
            check._complaints.Add("is too much to be checked");
        }
        catch (RegexMatchTimeoutException)
        {
            check._complaints.Add("has a pattern that takes too long to check");
        }

        return check._complaints;
    }

    private void Check(DataSchema schema, JsonElement value, string path, List<string> complaints)
    {
        Step();
        if (complaints.Count >= MostComplaints)
        {
            return;
        }

        if (schema.Kind is { } kind && !Is(value, kind))
        {
            complaints.Add(At(path, $"must be {Article(kind)}"));
            return;
        }

        if (schema.Const is { } only && !Same(only, value))
        {
            complaints.Add(At(path, "must be the one value allowed"));
        }

        if (schema.Choices is { } choices && !choices.Any(choice => Same(choice, value)))
        {
            complaints.Add(At(path, "must be one of the values allowed"));
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                CheckNumber(schema, value.GetDouble(), path, complaints);
                break;
            case JsonValueKind.String:
                CheckText(schema, value.GetString()!, path, complaints);
                break;
            case JsonValueKind.Array:
                CheckItems(schema, value, path, complaints);
                break;
            case JsonValueKind.Object:
                CheckMembers(schema, value, path, complaints);
                break;
            default:
                break;
        }

        CheckAlternatives(schema, value, path, complaints);
    }

    private static void CheckNumber(DataSchema schema, double number, string path, List<string> complaints)
    {
        if (schema.Minimum is { } least && number < least)
        {
            complaints.Add(At(path, string.Create(CultureInfo.InvariantCulture, $"must be {least} or more")));
        }

        if (schema.ExclusiveMinimum is { } above && number <= above)
        {
            complaints.Add(At(path, string.Create(CultureInfo.InvariantCulture, $"must be above {above}")));
        }

        if (schema.Maximum is { } most && number > most)
        {
            complaints.Add(At(path, string.Create(CultureInfo.InvariantCulture, $"must be {most} or less")));
        }

        if (schema.ExclusiveMaximum is { } below && number >= below)
        {
            complaints.Add(At(path, string.Create(CultureInfo.InvariantCulture, $"must be below {below}")));
        }

        // 0.3 is no whole number of 0.1 in binary, and still is one to everybody who writes it.
        if (schema.MultipleOf is { } step && Math.Abs((number / step) - Math.Round(number / step)) > Tolerance * Math.Max(1, Math.Abs(number / step)))
        {
            complaints.Add(At(path, string.Create(CultureInfo.InvariantCulture, $"must be a multiple of {step}")));
        }
    }

    private void CheckText(DataSchema schema, string text, string path, List<string> complaints)
    {
        var length = schema.MinLength is null && schema.MaxLength is null ? 0 : text.EnumerateRunes().Count();
        if (length < schema.MinLength || length > schema.MaxLength)
        {
            complaints.Add(At(path, schema.MaxLength is { } most
                ? string.Create(CultureInfo.InvariantCulture, $"must have {schema.MinLength ?? 0} to {most} characters")
                : string.Create(CultureInfo.InvariantCulture, $"must have {schema.MinLength} characters or more")));
        }

        if (schema.Pattern is { } pattern)
        {
            if ((_matched += text.Length + 1) > MostMatched)
            {
                throw new TooCostlyException();
            }

            if (!pattern.IsMatch(text))
            {
                complaints.Add(At(path, "must look as its pattern says"));
            }
        }
    }

    private void CheckItems(DataSchema schema, JsonElement list, string path, List<string> complaints)
    {
        var count = list.GetArrayLength();
        if (count < schema.MinItems || count > schema.MaxItems)
        {
            complaints.Add(At(path, schema.MaxItems is { } most
                ? string.Create(CultureInfo.InvariantCulture, $"must have {schema.MinItems ?? 0} to {most} items")
                : string.Create(CultureInfo.InvariantCulture, $"must have {schema.MinItems} items or more")));
        }

        if (schema.Items is null && schema.Tuple is null)
        {
            return;
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if ((schema.Items ?? schema.Tuple!.ElementAtOrDefault(index)) is { } each)
            {
                Check(each, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), complaints);
            }

            index++;
        }
    }

    private void CheckMembers(DataSchema schema, JsonElement value, string path, List<string> complaints)
    {
        foreach (var name in schema.Required)
        {
            Step();
            if (!value.TryGetProperty(name, out _))
            {
                complaints.Add(At(Below(path, name), "is missing"));
            }
        }

        if (schema.Properties is null)
        {
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            Step();
            if (schema.Properties.TryGetValue(member.Name, out var known))
            {
                Check(known, member.Value, Below(path, member.Name), complaints);
            }
            else if (_isStrict && schema.OneOf.Count + schema.AnyOf.Count + schema.AllOf.Count == 0)
            {
                complaints.Add(At(Below(path, member.Name), "is not known to the thing"));
            }
        }
    }

    private void CheckAlternatives(DataSchema schema, JsonElement value, string path, List<string> complaints)
    {
        foreach (var each in schema.AllOf)
        {
            Check(each, value, path, complaints);
        }

        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Any(each => Holds(each, value)))
        {
            complaints.Add(At(path, "must be one of several forms, and is none"));
        }

        if (schema.OneOf.Count > 0 && schema.OneOf.Count(each => Holds(each, value)) != 1)
        {
            complaints.Add(At(path, "must be exactly one of several forms"));
        }
    }

    private bool Holds(DataSchema schema, JsonElement value)
    {
        var complaints = new List<string>();
        Check(schema, value, "", complaints);
        return complaints.Count == 0;
    }

    private static bool Is(JsonElement value, DataKind kind) => kind switch
    {
        DataKind.Null => value.ValueKind == JsonValueKind.Null,
        DataKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        DataKind.Integer => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && Math.Floor(number) == number,
        DataKind.Number => value.ValueKind == JsonValueKind.Number,
        DataKind.String => value.ValueKind == JsonValueKind.String,
        DataKind.Array => value.ValueKind == JsonValueKind.Array,
        DataKind.Object => value.ValueKind == JsonValueKind.Object,
    };

    private bool Same(JsonElement one, JsonElement other)
    {
        Step();
        return one.ValueKind == other.ValueKind && JsonElement.DeepEquals(one, other);
    }

    private void Step()
    {
        if (++_steps > MostSteps)
        {
            throw new TooCostlyException();
        }
    }

    private static string Article(DataKind kind) => kind switch
    {
        DataKind.Null => "null",
        DataKind.Boolean => "true or false",
        DataKind.Integer => "a whole number",
        DataKind.Number => "a number",
        DataKind.String => "a string",
        DataKind.Array => "a list",
        DataKind.Object => "an object",
    };

    private static string Below(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string At(string path, string what) => path.Length switch
    {
        0 => what,
        > 200 => $"{path[..200]}…: {what}",
        _ => $"{path}: {what}",
    };

    private sealed class TooCostlyException : Exception;
}
