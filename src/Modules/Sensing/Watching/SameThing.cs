using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Watching;

/// <summary>Whether a thing still says the same of itself, as far as listening to it goes.</summary>
internal static class SameThing
{
    public static bool Is(Thing one, Thing other) =>
        (one.Id, one.Title, one.Source) == (other.Id, other.Title, other.Source)
        && Places(one.Properties).SequenceEqual(Places(other.Properties))
        && Places(one.Actions).SequenceEqual(Places(other.Actions))
        && Places(one.Events).SequenceEqual(Places(other.Events));

    private static IEnumerable<(string Name, Uri? Target, Operations Operations)> Places<T>(IReadOnlyDictionary<string, T> affordances)
        where T : Affordance =>
        affordances.Values
            .SelectMany(affordance => affordance.Forms, (affordance, form) => (affordance.Name, form.Target(), form.Operations))
            .OrderBy(place => place.Name, StringComparer.Ordinal);
}
