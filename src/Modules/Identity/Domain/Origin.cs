namespace Vedette.Identity.Domain;

/// <summary>Where a sign-in comes from.</summary>
/// <param name="Address">The network address, when there is one.</param>
/// <param name="Device">A few words, see <see cref="Domain.Device"/>.</param>
internal sealed record Origin(string? Address, string? Device = null);
