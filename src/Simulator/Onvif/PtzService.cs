namespace Vedette.Simulator.Onvif;

/// <summary>The PTZ service: one node, which can do what the generic spaces offer.</summary>
internal static class PtzService
{
    public const string Namespace = "http://www.onvif.org/ver20/ptz/wsdl";

    private const string Spaces = "http://www.onvif.org/ver10/tptz/";
    private const int MostPresets = 16;

    public static string Answer(SimulatedDevice device, SoapCall call) => call.Operation switch
    {
        "GetNodes" => $"<tptz:GetNodesResponse>{Node()}</tptz:GetNodesResponse>",
        "GetNode" => $"<tptz:GetNodeResponse>{Node()}</tptz:GetNodeResponse>",
        "GetConfigurations" => $"<tptz:GetConfigurationsResponse>{Configuration("tptz:PTZConfiguration")}</tptz:GetConfigurationsResponse>",
        "GetConfigurationOptions" => $"<tptz:GetConfigurationOptionsResponse><tptz:PTZConfigurationOptions><tt:Spaces>{SupportedSpaces()}</tt:Spaces><tt:PTZTimeout><tt:Min>PT1S</tt:Min><tt:Max>PT60S</tt:Max></tt:PTZTimeout></tptz:PTZConfigurationOptions></tptz:GetConfigurationOptionsResponse>",
        "ContinuousMove" => Move(device, call),
        "AbsoluteMove" => LookAt(device, call),
        "Stop" => Done(call, device.Head.Stop),
        "GetStatus" => Status(device, call),
        "GetPresets" => $"<tptz:GetPresetsResponse>{string.Concat(device.Head.Presets.Select(Preset))}</tptz:GetPresetsResponse>",
        "SetPreset" => SetPreset(device, call),
        "GotoPreset" => device.Head.GoTo(Token(call)) ? Done(call) : throw NoToken(),
        "RemovePreset" => device.Head.Remove(Token(call)) ? Done(call) : throw NoToken(),
        _ => throw SoapFault.Unknown(call.Operation),
    };

    public static string Configuration(string element) =>
        $"""<{element} token="ptz"><tt:Name>ptz</tt:Name><tt:UseCount>1</tt:UseCount><tt:NodeToken>node</tt:NodeToken><tt:DefaultContinuousPanTiltVelocitySpace>{Spaces}PanTiltSpaces/VelocityGenericSpace</tt:DefaultContinuousPanTiltVelocitySpace><tt:DefaultPTZTimeout>PT30S</tt:DefaultPTZTimeout></{element}>""";

    private static string Done(SoapCall call, Action? deed = null)
    {
        Check(call);
        deed?.Invoke();
        return $"<tptz:{call.Operation}Response/>";
    }

    private static void Check(SoapCall call)
    {
        if (call.Text("ProfileToken") != "main")
        {
            throw new SoapFault("NoProfile", "There is no such profile, or it cannot be moved");
        }
    }

    private static string Move(SimulatedDevice device, SoapCall call)
    {
        if (device.Quirks.HasFlag(OnvifQuirks.RefusesMoveTimeout) && call.Text("Timeout") is not null)
        {
            throw new SoapFault("TimeoutNotSupported", "The specified timeout argument is not within the supported timeout range");
        }

        var (pan, tilt, zoom) = (call.Number("PanTilt", "x"), call.Number("PanTilt", "y"), call.Number("Zoom", "x"));
        return new[] { pan, tilt, zoom }.Any(speed => speed is < -1 or > 1) || (pan ?? zoom) is null
            ? throw new SoapFault("InvalidVelocity", "The requested velocity is out of bounds")
            : Done(call, () => device.Head.Move(pan, tilt, zoom, call.Duration("Timeout")));
    }

    private static string LookAt(SimulatedDevice device, SoapCall call)
    {
        var now = device.Head.Position;
        var wanted = new PtzPosition(call.Number("PanTilt", "x") ?? now.Pan, call.Number("PanTilt", "y") ?? now.Tilt, call.Number("Zoom", "x") ?? now.Zoom);
        return wanted.Pan is < -1 or > 1 || wanted.Tilt is < -1 or > 1 || wanted.Zoom is < 0 or > 1
            ? throw new SoapFault("InvalidPosition", "The requested position is out of bounds")
            : Done(call, () => device.Head.LookAt(wanted));
    }

    private static string Status(SimulatedDevice device, SoapCall call)
    {
        Check(call);
        var (position, state) = (device.Head.Position, device.Head.IsMoving ? "MOVING" : "IDLE");
        return FormattableString.Invariant(
            $"""<tptz:GetStatusResponse><tptz:PTZStatus><tt:Position><tt:PanTilt x="{position.Pan:0.####}" y="{position.Tilt:0.####}" space="{Spaces}PanTiltSpaces/PositionGenericSpace"/><tt:Zoom x="{position.Zoom:0.####}" space="{Spaces}ZoomSpaces/PositionGenericSpace"/></tt:Position><tt:MoveStatus><tt:PanTilt>{state}</tt:PanTilt><tt:Zoom>{state}</tt:Zoom></tt:MoveStatus><tt:UtcTime>{device.Now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>""");
    }

    private static string Preset((string Token, string Name, PtzPosition Position) preset) => FormattableString.Invariant(
        $"""<tptz:Preset token="{preset.Token}"><tt:Name>{SoapAnswer.Escape(preset.Name)}</tt:Name><tt:PTZPosition><tt:PanTilt x="{preset.Position.Pan:0.####}" y="{preset.Position.Tilt:0.####}"/><tt:Zoom x="{preset.Position.Zoom:0.####}"/></tt:PTZPosition></tptz:Preset>""");

    private static string SetPreset(SimulatedDevice device, SoapCall call)
    {
        Check(call);
        if (device.Head.Presets.Count >= MostPresets)
        {
            throw new SoapFault("TooManyPresets", "Maximum number of presets reached", 500, "Receiver");
        }

        var token = device.Head.SetPreset(call.Text("PresetName") ?? "", call.Text("PresetToken")) ?? throw NoToken();
        return $"<tptz:SetPresetResponse><tptz:PresetToken>{token}</tptz:PresetToken></tptz:SetPresetResponse>";
    }

    private static string Token(SoapCall call) => call.Text("PresetToken") ?? throw NoToken();

    private static SoapFault NoToken() => new("NoToken", "The requested preset token does not exist");

    private static string Node() =>
        $"""<tptz:PTZNode token="node" FixedHomePosition="false"><tt:Name>node</tt:Name><tt:SupportedPTZSpaces>{SupportedSpaces()}</tt:SupportedPTZSpaces><tt:MaximumNumberOfPresets>{MostPresets}</tt:MaximumNumberOfPresets><tt:HomeSupported>false</tt:HomeSupported></tptz:PTZNode>""";

    private static string SupportedSpaces()
    {
        const string Both = "<tt:Min>-1</tt:Min><tt:Max>1</tt:Max>";
        return $"""
            <tt:AbsolutePanTiltPositionSpace><tt:URI>{Spaces}PanTiltSpaces/PositionGenericSpace</tt:URI><tt:XRange>{Both}</tt:XRange><tt:YRange>{Both}</tt:YRange></tt:AbsolutePanTiltPositionSpace><tt:AbsoluteZoomPositionSpace><tt:URI>{Spaces}ZoomSpaces/PositionGenericSpace</tt:URI><tt:XRange><tt:Min>0</tt:Min><tt:Max>1</tt:Max></tt:XRange></tt:AbsoluteZoomPositionSpace><tt:ContinuousPanTiltVelocitySpace><tt:URI>{Spaces}PanTiltSpaces/VelocityGenericSpace</tt:URI><tt:XRange>{Both}</tt:XRange><tt:YRange>{Both}</tt:YRange></tt:ContinuousPanTiltVelocitySpace><tt:ContinuousZoomVelocitySpace><tt:URI>{Spaces}ZoomSpaces/VelocityGenericSpace</tt:URI><tt:XRange>{Both}</tt:XRange></tt:ContinuousZoomVelocitySpace>
            """;
    }
}
