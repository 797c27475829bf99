using System.Globalization;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Streams.Domain;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Features;

/// <summary>A wall of tiles as callers see it.</summary>
/// <param name="Id">The layout.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">How many cells wide it is, 1 to 12.</param>
/// <param name="Tiles">Cameras and their places; they do not overlap. Cameras whoever asks may not watch are left out.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Shared">Whether everybody sees it.</param>
/// <param name="Version">Also the ETag; grows with every change.</param>
internal sealed record LayoutView(
    Guid Id, string Name, int Columns, IReadOnlyList<LayoutTile> Tiles, UserId Owner, bool Shared, string Version)
{
    /// <summary>Tiles of cameras the caller may not watch are left out.</summary>
    public static LayoutView Of(Layout layout, Caller caller, CameraPlaces places)
    {
        var reach = caller.Reach(Right.Live);
        return new LayoutView(
            layout.Id,
            layout.Name,
            layout.Columns,
            [.. layout.Tiles.Where(tile => reach.Includes(places.PlaceOf(tile.CameraId)))],
            layout.Owner,
            layout.Shared,
            layout.Version.ToString(CultureInfo.InvariantCulture));
    }

    public string ETag => $"\"{Version}\"";
}
