namespace Vedette.Media.Onvif;

/// <summary>How a camera stands (ONVIF PTZ section 5.2, GetStatus).</summary>
/// <param name="Position">Where it looks, or null when it does not know.</param>
/// <param name="IsMoving">Whether it says it moves.</param>
public sealed record OnvifPtzStatus(OnvifPosition? Position, bool IsMoving);
