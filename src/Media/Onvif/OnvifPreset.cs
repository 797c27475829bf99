namespace Vedette.Media.Onvif;

/// <summary>A position the camera remembers.</summary>
/// <param name="Token">Its name for programs.</param>
/// <param name="Name">Its name for people.</param>
public sealed record OnvifPreset(string Token, string Name);
