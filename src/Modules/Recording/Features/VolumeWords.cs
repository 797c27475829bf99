using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>What may be said of a volume.</summary>
internal static class VolumeWords
{
    private const int LongestName = 60;
    private const long SmallestBudget = 1 << 20;

    public static Dictionary<string, string[]> Check(string? name, long? budget, long? reserve, VolumeList list, Guid? except)
    {
        var errors = new Dictionary<string, string[]>();
        if (name is not null && (name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl)))
        {
            errors["name"] = [$"A name has 1 to {LongestName} characters."];
        }
        else if (name is not null && list.Entries.Any(entry => entry.Id != except && string.Equals(entry.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            errors["name"] = ["There is a volume of that name."];
        }

        if (budget is < 0 or (> 0 and < SmallestBudget))
        {
            errors["budgetBytes"] = ["The budget is 0 (automatic) or at least 1 MiB."];
        }

        if (reserve < 0)
        {
            errors["reserveBytes"] = ["The reserve is 0 (automatic) or more."];
        }

        return errors;
    }

    /// <summary>Zero means: what the settings say.</summary>
    public static long? Bytes(long? wanted) => wanted is 0 ? null : wanted;
}
