using Vedette.Foundation;

namespace Vedette.Streams.Domain;

/// <summary>A wall of tiles somebody arranged, for himself or for everybody.</summary>
internal sealed record Layout(
    Guid Id, string Name, int Columns, IReadOnlyList<LayoutTile> Tiles, UserId Owner, bool Shared, long Version)
{
    public const int MostColumns = 12;
    public const int MostRows = 96;
    public const int MostTiles = 100;
    public const int LongestName = 100;

    public bool IsReadBy(UserId user) => Shared || Owner == user;

    public bool IsChangedBy(UserId user, bool isAdministrator) => Owner == user || (Shared && isAdministrator);

    /// <summary>What is wrong with what somebody asks for, by field; nothing when it can be kept.</summary>
    public static IReadOnlyDictionary<string, string[]> Objections(string? name, int columns, IReadOnlyList<LayoutTile>? tiles)
    {
        var errors = new Dictionary<string, string[]>();
        if (NameObjection(name?.Trim()) is { } badName)
        {
            errors["name"] = [badName];
        }

        if (columns is < 1 or > MostColumns)
        {
            errors["columns"] = [$"Must be from 1 to {MostColumns}."];
        }
        else if (TilesObjection(columns, tiles) is { } badTiles)
        {
            errors["tiles"] = [badTiles];
        }

        return errors;
    }

    private static string? NameObjection(string? name) =>
        string.IsNullOrEmpty(name) || name.Length > LongestName ? $"The name has 1 to {LongestName} characters."
        : name.Any(char.IsControl) ? "The name holds control characters."
        : null;

    private static string? TilesObjection(int columns, IReadOnlyList<LayoutTile>? tiles)
    {
        if (tiles is null || tiles.Count > MostTiles)
        {
            return $"A layout has up to {MostTiles} tiles.";
        }

        for (var tile = 0; tile < tiles.Count; tile++)
        {
            var (x, y, w, h) = (tiles[tile].X, tiles[tile].Y, tiles[tile].W, tiles[tile].H);
            if (x < 0 || x >= columns || w < 1 || w > columns - x || y is < 0 or >= MostRows || h < 1 || h > MostRows - y)
            {
                return $"Tile {tile + 1} does not lie within {columns} columns and {MostRows} rows.";
            }

            for (var other = 0; other < tile; other++)
            {
                if (tiles[tile].Overlaps(tiles[other]))
                {
                    return $"Tiles {other + 1} and {tile + 1} overlap.";
                }
            }
        }

        return null;
    }
}
