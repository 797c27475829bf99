using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>The picture of a floor of a property.</summary>
/// <param name="Id">The plan.</param>
/// <param name="PropertyId">Whose floor it is.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="ContentType">The picture's media type.</param>
/// <param name="Width">Of the picture, in pixels.</param>
/// <param name="Height">Of the picture, in pixels.</param>
/// <param name="Sha256">Of the picture's bytes, in lower-case hexadecimal digits.</param>
internal sealed record Plan(Guid Id, PropertyId PropertyId, string Name, string ContentType, int Width, int Height, string Sha256)
{
    /// <summary>How many a property may have: floors, not an archive.</summary>
    public const int MostOfOneProperty = 50;
}
