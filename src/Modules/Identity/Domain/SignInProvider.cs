namespace Vedette.Identity.Domain;

/// <summary>Somebody else who vouches for people: another way to sign in.</summary>
internal sealed record SignInProvider(string Id, string Name);
