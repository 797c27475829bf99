using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Onvif;

/// <summary>The device service (ONVIF Core section 8).</summary>
internal static class DeviceService
{
    public const string Namespace = "http://www.onvif.org/ver10/device/wsdl";

    private static readonly (string Path, string Namespace, string Category)[] Services =
    [
        ("device_service", Namespace, "Device"), ("media", MediaService.Namespace, "Media"), ("media2", MediaService.Namespace2, "Media2"),
        ("ptz", PtzService.Namespace, "PTZ"), ("events", EventService.Namespace, "Events"),
    ];

    public static string Answer(SimulatedDevice device, SoapCall call) => call.Operation switch
    {
        "GetSystemDateAndTime" => Clock(device.Now),
        "GetDeviceInformation" => $"<tds:GetDeviceInformationResponse><tds:Manufacturer>Vedette</tds:Manufacturer><tds:Model>Simulator</tds:Model><tds:FirmwareVersion>1.0</tds:FirmwareVersion><tds:SerialNumber>{device.Camera.Name}</tds:SerialNumber><tds:HardwareId>drawn</tds:HardwareId></tds:GetDeviceInformationResponse>",
        "GetServices" when !device.Quirks.HasFlag(OnvifQuirks.OnlyCapabilities) => GetServices(device, call),
        "GetCapabilities" => GetCapabilities(device, call),
        "GetScopes" => $"<tds:GetScopesResponse>{string.Concat(Scopes(device).Select(scope => $"<tds:Scopes><tt:ScopeDef>Fixed</tt:ScopeDef><tt:ScopeItem>{scope}</tt:ScopeItem></tds:Scopes>"))}</tds:GetScopesResponse>",
        "GetHostname" => $"<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>{device.Camera.Name}</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>",
        "GetNetworkInterfaces" => """<tds:GetNetworkInterfacesResponse><tds:NetworkInterfaces token="lo"><tt:Enabled>true</tt:Enabled><tt:Info><tt:Name>lo</tt:Name><tt:HwAddress>00:00:00:00:00:00</tt:HwAddress></tt:Info><tt:IPv4><tt:Enabled>true</tt:Enabled><tt:Config><tt:Manual><tt:Address>127.0.0.1</tt:Address><tt:PrefixLength>8</tt:PrefixLength></tt:Manual><tt:DHCP>false</tt:DHCP></tt:Config></tt:IPv4></tds:NetworkInterfaces></tds:GetNetworkInterfacesResponse>""",
        "GetNetworkDefaultGateway" => "<tds:GetNetworkDefaultGatewayResponse><tds:NetworkGateway><tt:IPv4Address>127.0.0.1</tt:IPv4Address></tds:NetworkGateway></tds:GetNetworkDefaultGatewayResponse>",
        "GetDNS" => "<tds:GetDNSResponse><tds:DNSInformation><tt:FromDHCP>false</tt:FromDHCP></tds:DNSInformation></tds:GetDNSResponse>",
        "GetNTP" => "<tds:GetNTPResponse><tds:NTPInformation><tt:FromDHCP>false</tt:FromDHCP></tds:NTPInformation></tds:GetNTPResponse>",
        "GetUsers" => "<tds:GetUsersResponse/>",
        _ => throw SoapFault.Unknown(call.Operation),
    };

    public static IEnumerable<string> Scopes(SimulatedDevice device) =>
    [
        "onvif://www.onvif.org/Profile/Streaming", "onvif://www.onvif.org/type/video_encoder", "onvif://www.onvif.org/type/ptz",
        "onvif://www.onvif.org/hardware/Simulator", $"onvif://www.onvif.org/name/{Uri.EscapeDataString(device.Camera.Title)}",
        $"onvif://www.onvif.org/location/{Uri.EscapeDataString("Drawing " + device.Camera.Name)}",
    ];

    /// <summary>An address as the device writes it, mistakes included.</summary>
    public static string Write(SimulatedDevice device, string path)
    {
        var quirks = device.Quirks;
        var host = quirks.HasFlag(OnvifQuirks.NoHost) ? "" : quirks.HasFlag(OnvifQuirks.WrongHost) ? "192.0.2.7" : device.Url.Host;
        var port = quirks.HasFlag(OnvifQuirks.NoHost) ? "" : quirks.HasFlag(OnvifQuirks.WrongPort) ? ":9" : FormattableString.Invariant($":{device.Url.Port}");
        var folder = device.Url.AbsolutePath[..(device.Url.AbsolutePath.LastIndexOf('/') + 1)];
        return $"{(quirks.HasFlag(OnvifQuirks.WrongScheme) ? "https" : "http")}://{host}{port}{folder}{path}";
    }

    private static bool Has(SimulatedDevice device, string category) => category switch
    {
        "Media" => !device.Quirks.HasFlag(OnvifQuirks.OnlyMedia2),
        "Media2" => device.Clip.Video == ClipVideo.H265 || device.Quirks.HasFlag(OnvifQuirks.OnlyMedia2) || device.Quirks.HasFlag(OnvifQuirks.BrokenMedia2),
        _ => true,
    };

    private static string GetServices(SimulatedDevice device, SoapCall call)
    {
        var capabilities = call.Text("IncludeCapability") == "true" ? "<tds:Capabilities/>" : "";
        return "<tds:GetServicesResponse>" + string.Concat(
            from service in Services
            where Has(device, service.Category)
            select $"<tds:Service><tds:Namespace>{service.Namespace}</tds:Namespace><tds:XAddr>{Write(device, service.Path)}</tds:XAddr>{capabilities}<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>")
            + "</tds:GetServicesResponse>";
    }

    private static string GetCapabilities(SimulatedDevice device, SoapCall call)
    {
        var wanted = call.Text("Category") is { } one and not "All" ? one : null;
        return "<tds:GetCapabilitiesResponse><tds:Capabilities>" + string.Concat(
            from service in Services
            where service.Category != "Media2" && Has(device, service.Category) && (wanted is null || service.Category == wanted)
            select $"<tt:{service.Category}><tt:XAddr>{Write(device, service.Path)}</tt:XAddr>{Details(service.Category)}</tt:{service.Category}>")
            + "</tds:Capabilities></tds:GetCapabilitiesResponse>";
    }

    private static string Details(string category) => category switch
    {
        "Events" => "<tt:WSSubscriptionPolicySupport>true</tt:WSSubscriptionPolicySupport><tt:WSPullPointSupport>true</tt:WSPullPointSupport><tt:WSPausableSubscriptionManagerInterfaceSupport>false</tt:WSPausableSubscriptionManagerInterfaceSupport>",
        "Media" => "<tt:StreamingCapabilities><tt:RTPMulticast>false</tt:RTPMulticast><tt:RTP_TCP>true</tt:RTP_TCP><tt:RTP_RTSP_TCP>true</tt:RTP_RTSP_TCP></tt:StreamingCapabilities>",
        _ => "",
    };

    private static string Clock(DateTimeOffset now) => FormattableString.Invariant(
        $"""<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:TimeZone><tt:TZ>UTC0</tt:TZ></tt:TimeZone><tt:UTCDateTime><tt:Time><tt:Hour>{now.Hour}</tt:Hour><tt:Minute>{now.Minute}</tt:Minute><tt:Second>{now.Second}</tt:Second></tt:Time><tt:Date><tt:Year>{now.Year}</tt:Year><tt:Month>{now.Month}</tt:Month><tt:Day>{now.Day}</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>""");
}
