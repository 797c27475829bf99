namespace Vedette.Inventory.Domain;

/// <summary>Why something that was asked for correctly is not done.</summary>
internal enum Refusal
{
    NotFound,
    NoSuchProperty,
    NoSuchRoom,
    NoSuchOwner,
    PropertyExists,
    AlreadyFederated,
    RecordingNeedsEnabled,
    NotOfThisProperty,
    TooManyPlans,
    Forbidden,
    Stale,
}
