using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>What a caller may see of the inventory.</summary>
internal static class Sight
{
    /// <summary>
    /// Administrators and the program's own parts see everything. Others see what they were granted, and until grants exist
    /// that is nothing: better an empty list than a stranger's camera.
    /// </summary>
    public static bool SeesEverything(this Caller caller) =>
        caller.IsAdministrator || caller.Roles.Contains(Roles.Service) || caller.Roles.Contains(Roles.System);
}
