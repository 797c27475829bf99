using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>What a PTZ node can do (ONVIF PTZ section 5.1, GetNodes): the first space of each kind, which is the device's preference.</summary>
internal sealed record PtzSpaces(XElement? Supported)
{
    public bool HasPanTiltSpeed => PanTiltSpeed is not null;

    public bool HasZoomSpeed => ZoomSpeed is not null;

    public bool HasPanTiltPosition => PanTiltPosition is not null;

    public bool HasZoomPosition => ZoomPosition is not null;

    public (string? Space, OnvifRange Pan, OnvifRange Tilt) PanTiltSpeeds => Plane(PanTiltSpeed);

    public (string? Space, OnvifRange Pan, OnvifRange Tilt) PanTiltPositions => Plane(PanTiltPosition);

    public (string? Space, OnvifRange Zoom) ZoomSpeeds => (ZoomSpeed?.Child("URI").Text(), OnvifRange.Read(ZoomSpeed?.Child("XRange"), OnvifRange.Both));

    public (string? Space, OnvifRange Zoom) ZoomPositions => (ZoomPosition?.Child("URI").Text(), OnvifRange.Read(ZoomPosition?.Child("XRange"), OnvifRange.Half));

    private XElement? PanTiltSpeed => Supported?.Child("ContinuousPanTiltVelocitySpace");

    private XElement? ZoomSpeed => Supported?.Child("ContinuousZoomVelocitySpace");

    private XElement? PanTiltPosition => Supported?.Child("AbsolutePanTiltPositionSpace");

    private XElement? ZoomPosition => Supported?.Child("AbsoluteZoomPositionSpace");

    private static (string? Space, OnvifRange Pan, OnvifRange Tilt) Plane(XElement? space) =>
        (space?.Child("URI").Text(), OnvifRange.Read(space?.Child("XRange"), OnvifRange.Both), OnvifRange.Read(space?.Child("YRange"), OnvifRange.Both));
}
