namespace Vedette.Audit.Storage;

/// <summary>Which actions are wanted; what is null is not asked about.</summary>
/// <param name="Actor">Who: a user id, or <c>system</c>.</param>
/// <param name="Action">What, or how it starts: <c>recording.</c> for everything of a module.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
internal sealed record ActionFilter(string? Actor, string? Action, Guid? Target, DateTimeOffset? From, DateTimeOffset? To)
{
    public static ActionFilter All { get; } = new(null, null, null, null, null);

    /// <summary>The kind of thing it was done to, as actions name it: <c>user</c> for <c>identity.user-added</c>.</summary>
    public string? Entity { get; init; }

    /// <summary>Refused ones only, or the others only.</summary>
    public bool? Failed { get; init; }

    /// <summary>Words of the detail or of the address, whatever their case.</summary>
    public string? Search { get; init; }
}
