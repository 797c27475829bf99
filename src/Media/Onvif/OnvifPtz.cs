using System.Globalization;
using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>Moves a camera (ONVIF PTZ Service). All numbers are those of the generic spaces; the device's own are reckoned here.</summary>
/// <remarks>Not for several callers at a time.</remarks>
public sealed class OnvifPtz
{
    private const int MostPresets = 500;
    private const int MostText = 256;

    private readonly OnvifCamera _camera;
    private readonly string _profile;
    private readonly PtzSpaces _spaces;
    private bool _turns;
    private bool _zooms;
    private bool _takesTimeout = true;

    private OnvifPtz(OnvifCamera camera, string profile, PtzSpaces spaces) => (_camera, _profile, _spaces) = (camera, profile, spaces);

    /// <summary>Whether it can be turned or zoomed for as long as one wants.</summary>
    public bool IsContinuous => _spaces.HasPanTiltSpeed || _spaces.HasZoomSpeed;

    /// <summary>Whether it can be told where to look.</summary>
    public bool IsAbsolute => _spaces.HasPanTiltPosition || _spaces.HasZoomPosition;

    /// <summary>Whether it zooms.</summary>
    public bool CanZoom => _spaces.HasZoomSpeed || _spaces.HasZoomPosition;

    /// <summary>Turns and zooms until told to stop, or until <paramref name="most"/> is over (ContinuousMove).</summary>
    /// <param name="speed">How fast.</param>
    /// <param name="most">After which the device stops by itself, if it can; the caller stops it anyway.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OnvifException">It refuses.</exception>
    public async Task MoveAsync(OnvifPosition speed, TimeSpan most, CancellationToken cancellation)
    {
        // An axis that rests is left out unless it has to be stopped: there are cameras that take one vector at a time.
        var (turns, zooms) = (speed.Pan != 0 || speed.Tilt != 0, speed.Zoom != 0);
        var vectors = new List<string>();
        if (_spaces.HasPanTiltSpeed && (turns || _turns || !zooms))
        {
            var (space, pan, tilt) = _spaces.PanTiltSpeeds;
            vectors.Add(PanTilt(space, pan.ToDevice(speed.Pan, OnvifRange.Both), tilt.ToDevice(speed.Tilt, OnvifRange.Both)));
        }

        if (_spaces.HasZoomSpeed && (zooms || _zooms))
        {
            var (space, zoom) = _spaces.ZoomSpeeds;
            vectors.Add(Zoom(space, zoom.ToDevice(speed.Zoom, OnvifRange.Both)));
        }

        if (vectors.Count == 0)
        {
            throw new OnvifException(OnvifCause.Refused, "The camera cannot be moved like that.") { Fault = "SpaceNotSupported" };
        }

        (_turns, _zooms) = (turns, zooms);
        var velocity = "<Velocity>" + string.Concat(vectors) + "</Velocity>";
        try
        {
            _ = await AskAsync("ContinuousMove", velocity + (_takesTimeout ? SoapRequest.Element("Timeout", SoapRequest.Duration(most)) : ""), cancellation);
        }
        catch (OnvifException refused) when (_takesTimeout && refused is { Cause: OnvifCause.Refused, Fault: not null })
        {
            _takesTimeout = false;
            _ = await AskAsync("ContinuousMove", velocity, cancellation);
        }
    }

    /// <summary>Looks somewhere (AbsoluteMove).</summary>
    /// <exception cref="OnvifException">It refuses.</exception>
    public Task LookAtAsync(OnvifPosition position, CancellationToken cancellation)
    {
        var vectors = "";
        if (_spaces.HasPanTiltPosition)
        {
            var (space, pan, tilt) = _spaces.PanTiltPositions;
            vectors += PanTilt(space, pan.ToDevice(position.Pan, OnvifRange.Both), tilt.ToDevice(position.Tilt, OnvifRange.Both));
        }

        if (_spaces.HasZoomPosition)
        {
            var (space, zoom) = _spaces.ZoomPositions;
            vectors += Zoom(space, zoom.ToDevice(position.Zoom, OnvifRange.Half));
        }

        return AskAsync("AbsoluteMove", "<Position>" + vectors + "</Position>", cancellation);
    }

    /// <summary>Stops turning and zooming.</summary>
    /// <exception cref="OnvifException">It refuses.</exception>
    public async Task StopAsync(CancellationToken cancellation)
    {
        (_turns, _zooms) = (false, false);
        _ = await AskAsync("Stop", "<PanTilt>true</PanTilt><Zoom>true</Zoom>", cancellation);
    }

    /// <summary>Where it looks, and whether it moves.</summary>
    /// <exception cref="OnvifException">It refuses.</exception>
    public async Task<OnvifPtzStatus> GetStatusAsync(CancellationToken cancellation)
    {
        var status = (await AskAsync("GetStatus", "", cancellation)).Child("PTZStatus");
        var (turned, zoomed) = (status?.Find("Position", "PanTilt"), status?.Find("Position", "Zoom"));
        var (_, pans, tilts) = _spaces.PanTiltPositions;
        var position = (SoapXml.Number(turned?.AttributeText("x")), SoapXml.Number(turned?.AttributeText("y")), SoapXml.Number(zoomed?.AttributeText("x"))) switch
        {
            (null, null, null) => (OnvifPosition?)null,
            var (pan, tilt, zoom) => new OnvifPosition(
                pans.FromDevice(pan ?? 0, OnvifRange.Both), tilts.FromDevice(tilt ?? 0, OnvifRange.Both), _spaces.ZoomPositions.Zoom.FromDevice(zoom ?? 0, OnvifRange.Half)),
        };
        return new OnvifPtzStatus(position, status?.Child("MoveStatus")?.Elements().Any(axis => axis.Value.Trim() == "MOVING") == true);
    }

    /// <summary>The positions it remembers.</summary>
    /// <exception cref="OnvifException">It refuses.</exception>
    public async Task<IReadOnlyList<OnvifPreset>> GetPresetsAsync(CancellationToken cancellation) =>
    [
        .. from preset in (await AskAsync("GetPresets", "", cancellation)).Children("Preset").Take(MostPresets)
           let token = preset.AttributeText("token")
           where token is { Length: > 0 and <= MostText }
           select new OnvifPreset(token, preset.Child("Name").Text(MostText) ?? token),
    ];

    /// <summary>Remembers where it looks now.</summary>
    /// <returns>The token of the new preset.</returns>
    /// <exception cref="OnvifException">It refuses, or remembers too many already.</exception>
    public async Task<string> SetPresetAsync(string name, CancellationToken cancellation) =>
        (await AskAsync("SetPreset", SoapRequest.Element("PresetName", name), cancellation)).Child("PresetToken").Text(MostText)
            ?? throw new OnvifException(OnvifCause.NotOnvif, "The device does not say under which token it remembers the position.");

    /// <summary>Looks where it was told to remember.</summary>
    /// <exception cref="OnvifException">It refuses, or knows no such preset (<see cref="OnvifException.Fault"/> is <c>NoToken</c>).</exception>
    public Task GoToPresetAsync(string token, CancellationToken cancellation) => AskAsync("GotoPreset", SoapRequest.Element("PresetToken", token), cancellation);

    /// <summary>Forgets a position.</summary>
    /// <exception cref="OnvifException">It refuses, or knows no such preset (<see cref="OnvifException.Fault"/> is <c>NoToken</c>).</exception>
    public Task RemovePresetAsync(string token, CancellationToken cancellation) => AskAsync("RemovePreset", SoapRequest.Element("PresetToken", token), cancellation);

    internal static async Task<OnvifPtz> OpenAsync(OnvifCamera camera, OnvifProfile profile, CancellationToken cancellation)
    {
        if (!camera.HasPtz)
        {
            throw new OnvifException(OnvifCause.Refused, "The camera cannot be moved.") { Fault = "ServiceNotSupported" };
        }

        var nodes = (await camera.AskAsync(new SoapRequest(OnvifNames.Ptz, "GetNodes"), cancellation)).Children("PTZNode").ToList();
        var node = nodes.FirstOrDefault(node => profile.PtzNode is not null && node.AttributeText("token") == profile.PtzNode) ?? nodes.FirstOrDefault();
        return new OnvifPtz(camera, profile.Token, new PtzSpaces(node?.Child("SupportedPTZSpaces")));
    }

    private Task<XElement> AskAsync(string operation, string content, CancellationToken cancellation) =>
        _camera.AskAsync(new SoapRequest(OnvifNames.Ptz, operation, SoapRequest.Element("ProfileToken", _profile) + content), cancellation);

    private static string PanTilt(string? space, double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"""<PanTilt x="{x:0.####}" y="{y:0.####}"{Space(space)} xmlns="{OnvifNames.Schema}"/>""");

    private static string Zoom(string? space, double x) =>
        string.Create(CultureInfo.InvariantCulture, $"""<Zoom x="{x:0.####}"{Space(space)} xmlns="{OnvifNames.Schema}"/>""");

    private static string Space(string? space) => space is null ? "" : $" space=\"{SoapRequest.Escape(space)}\"";
}
