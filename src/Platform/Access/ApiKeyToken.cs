namespace Vedette.Platform.Access;

/// <summary>The access token an API key was exchanged for.</summary>
/// <param name="AccessToken">The token.</param>
/// <param name="ExpiresAt">When it is good for nothing any more, UTC.</param>
public sealed record ApiKeyToken(string AccessToken, DateTimeOffset ExpiresAt)
{
    /// <summary>Without the token: it is a secret.</summary>
    public override string ToString() => $"good until {ExpiresAt:O}";
}
