namespace Vedette.Inventory.Storage;

/// <summary>What is searched for as a pattern of <c>like … escape '\'</c>, in lower case like what it is compared with.</summary>
internal static class SearchPattern
{
    public static string? Of(string? search) => string.IsNullOrWhiteSpace(search) ? null : Holding(search.Trim());

    /// <summary>What holds exactly <paramref name="text"/> somewhere.</summary>
    public static string Holding(string text) => "%" + text.ToLowerInvariant()
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
