namespace Vedette.Streams.Domain;

/// <summary>What could be done about a camera.</summary>
/// <param name="Code">kebab-case, never changed once released: clients translate by it.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">The advice in English, figures included.</param>
/// <param name="Values">The figures in the text, for a translation.</param>
internal sealed record Advice(string Code, AdviceSeverity Severity, string Text, IReadOnlyDictionary<string, object> Values)
{
    public static Advice Of(string code, AdviceSeverity severity, FormattableString text, params (string Name, object Value)[] values) =>
        new(code, severity, FormattableString.Invariant(text), values.ToDictionary(value => value.Name, value => value.Value));
}
