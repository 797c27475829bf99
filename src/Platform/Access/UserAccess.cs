using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>What somebody may do, as of a change.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Version">Grows with every change; the higher one counts.</param>
/// <param name="IsActive">Whether the user may do anything at all; false after switching off and deletion.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Grants">The grants in their short form (<see cref="Grant.ToString"/>).</param>
/// <param name="At">When it changed, UTC.</param>
public sealed record UserAccess(
    UserId UserId,
    long Version,
    bool IsActive,
    string Name,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Grants,
    DateTimeOffset At)
{
    /// <summary>Reads grants in their short form; what cannot be read gives nothing.</summary>
    public static IReadOnlyList<Grant> Read(IEnumerable<string> grants) =>
        [.. grants.Select(text => Grant.TryParse(text, out var grant) ? grant : null).OfType<Grant>()];
}
