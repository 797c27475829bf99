namespace Vedette.Media.Onvif;

/// <summary>How a profile's pictures are set to be coded.</summary>
/// <param name="Codec"><c>h264</c>, <c>h265</c>, <c>mjpeg</c>, or as the device writes it in lower case.</param>
/// <param name="Width">Width in pixels, or 0 when it does not say.</param>
/// <param name="Height">Height in pixels, or 0.</param>
/// <param name="FrameRate">The most pictures per second, or null.</param>
/// <param name="BitRate">The most bits per second, or null.</param>
/// <param name="GovLength">Pictures from one key picture to the next, or null.</param>
public sealed record OnvifVideo(string Codec, int Width, int Height, double? FrameRate, long? BitRate, int? GovLength);
