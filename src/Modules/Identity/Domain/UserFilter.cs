namespace Vedette.Identity.Domain;

/// <summary>Which users a list shows; what is null filters nothing.</summary>
internal sealed record UserFilter(string? Role, bool? Active, string? Search);
