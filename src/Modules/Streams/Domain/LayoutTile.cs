using Vedette.Foundation;

namespace Vedette.Streams.Domain;

/// <summary>A camera's place on a wall, in cells from the upper left corner.</summary>
internal sealed record LayoutTile(CameraId CameraId, int X, int Y, int W, int H)
{
    public bool Overlaps(LayoutTile other) => X < other.X + other.W && other.X < X + W && Y < other.Y + other.H && other.Y < Y + H;
}
