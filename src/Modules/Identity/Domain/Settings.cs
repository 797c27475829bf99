namespace Vedette.Identity.Domain;

/// <summary>What an administrator switches while the program runs.</summary>
/// <param name="Registration">Whether people may register themselves, as members.</param>
internal sealed record Settings(bool Registration);
