namespace Vedette.Streams.Onvif;

/// <summary>What a camera's ONVIF service told.</summary>
internal readonly record struct OnvifStanding(bool HasPtz, bool? Motion);
