namespace Vedette.Contracts.Inventory;

/// <summary>Where a thing's description is had, and what it asks for. Carries no secret in the clear.</summary>
/// <param name="Url">Absolute <c>http</c> or <c>https</c> URL of the Thing Description, without user information.</param>
/// <param name="Username">User name at the thing, or null.</param>
/// <param name="ProtectedSecret">Password, token or key, encrypted with the installation's key (Platform's secret protector, purpose <c>thing-secret</c>), or null.</param>
public sealed record ThingSource(Uri Url, string? Username, string? ProtectedSecret);
