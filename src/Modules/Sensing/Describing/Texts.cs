using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vedette.Sensing.Describing;

/// <summary>Human-readable texts in several languages.</summary>
internal static partial class Texts
{
    public static void CheckLanguages(DescriptionNode node)
    {
        foreach (var name in (string[])["titles", "descriptions"])
        {
            foreach (var (language, text) in node.Members(name))
            {
                if (!LanguageTag().IsMatch(language))
                {
                    text.Refuse("is named by something that is no language tag");
                }

                if (text.Element.ValueKind != JsonValueKind.String)
                {
                    text.Refuse("must be a string");
                }
            }
        }
    }

    /// <summary>The default text, or else the English one, or else the first.</summary>
    public static string? Choose(DescriptionNode node, string name) =>
        node.Text(name) ?? node.Member(name + "s")?.Text("en") ?? node.Members(name + "s").Select(member => member.Node.Element)
            .Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()).FirstOrDefault();

    // Well-formed by BCP 47, leaving the grandfathered ones to their fathers.
    [GeneratedRegex(@"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\z")]
    private static partial Regex LanguageTag();
}
