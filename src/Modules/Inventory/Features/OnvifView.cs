namespace Vedette.Inventory.Features;

/// <summary>A camera's ONVIF device service and the media profile its stream belongs to, in requests and replies.</summary>
internal sealed record OnvifView(string? Url = null, string? Profile = null);
