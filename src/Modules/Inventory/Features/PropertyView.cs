using Vedette.Foundation;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Features;

internal sealed record PropertyView(PropertyId Id, string Name, string Address, string TimeZone)
{
    public static PropertyView Of(Property property) => new(property.Id, property.Name, property.Address, property.TimeZone);
}
