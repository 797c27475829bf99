namespace Vedette.Inventory.Storage;

/// <summary>The shape in which this program tells properties, rooms and devices to the other modules.</summary>
internal static class Telling
{
    /// <summary>Raised whenever an event carries more than before: rows told in an older shape are told once more at the start.</summary>
    public const int Shape = 1;
}
