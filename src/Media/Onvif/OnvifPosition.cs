namespace Vedette.Media.Onvif;

/// <summary>Where a camera looks, or how fast it is to turn.</summary>
/// <param name="Pan">-1 (left) to 1 (right).</param>
/// <param name="Tilt">-1 (down) to 1 (up).</param>
/// <param name="Zoom">A position: 0 (wide) to 1 (near). A speed: -1 (out) to 1 (in).</param>
public readonly record struct OnvifPosition(double Pan, double Tilt, double Zoom);
