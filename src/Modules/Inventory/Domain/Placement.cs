using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>Where a device stands on a plan.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="X">From the left, as a fraction of the picture's width: 0 to 1.</param>
/// <param name="Y">From the top, as a fraction of its height: 0 to 1.</param>
internal sealed record Placement(DeviceId DeviceId, double X, double Y)
{
    /// <summary>How many a plan carries at most.</summary>
    public const int MostOfOnePlan = 1000;
}
