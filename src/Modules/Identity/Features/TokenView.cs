namespace Vedette.Identity.Features;

/// <summary>What signing in and refreshing answer with; <paramref name="ExpiresIn"/> counts seconds.</summary>
internal sealed record TokenView(string AccessToken, string RefreshToken, int ExpiresIn);
