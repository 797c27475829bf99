using System.Globalization;
using Vedette.Foundation;
using Vedette.Streams.Domain;

namespace Vedette.Streams.Features;

/// <summary>A wall of tiles as callers see it.</summary>
/// <param name="Id">The layout.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">How many cells wide it is, 1 to 12.</param>
/// <param name="Tiles">Cameras and their places; they do not overlap.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Shared">Whether everybody sees it.</param>
/// <param name="Version">Also the ETag; grows with every change.</param>
internal sealed record LayoutView(
    Guid Id, string Name, int Columns, IReadOnlyList<LayoutTile> Tiles, UserId Owner, bool Shared, string Version)
{
    public static LayoutView Of(Layout layout) => new(
        layout.Id, layout.Name, layout.Columns, layout.Tiles, layout.Owner, layout.Shared, layout.Version.ToString(CultureInfo.InvariantCulture));

    public string ETag => $"\"{Version}\"";
}
