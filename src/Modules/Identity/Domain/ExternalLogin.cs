namespace Vedette.Identity.Domain;

/// <summary>Whom a user is at an identity provider.</summary>
internal sealed record ExternalLogin(string Provider, string Subject);
