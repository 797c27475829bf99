namespace Vedette.Identity.Domain;

/// <summary>A sign-in that goes on.</summary>
internal sealed record OpenSignIn(Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string? Address, string? Device);
