using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Domain;

/// <summary>Who may do what with the plans of a property: who has the right on the whole of it.</summary>
internal static class PlanPlace
{
    /// <summary>Why the caller may not change the plans of a property he <paramref name="sees"/> or not.</summary>
    public static Refusal? Objection(this Caller caller, PropertyId property, bool sees) =>
        !sees ? Refusal.NotFound
        : caller.May(Right.Configure, new Place(property, default)) ? null
        : Refusal.Forbidden;
}
