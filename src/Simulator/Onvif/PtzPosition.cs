namespace Vedette.Simulator.Onvif;

/// <summary>Where a simulated camera looks, in the generic spaces.</summary>
/// <param name="Pan">-1 to 1.</param>
/// <param name="Tilt">-1 to 1.</param>
/// <param name="Zoom">0 to 1.</param>
public readonly record struct PtzPosition(double Pan, double Tilt, double Zoom);
