using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>The two messages of a search (WS-Discovery April 2005 sections 5.2 and 5.3).</summary>
/// <param name="Id">The message's id; answers name it.</param>
/// <param name="Text">The datagram.</param>
internal sealed record ProbeMessage(string Id, byte[] Text)
{
    private const string Discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery";
    private const string Addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    private const string Scope = "onvif://www.onvif.org/";
    private const int MostText = 128;

    /// <summary>Asks for what ONVIF 1.0 called cameras.</summary>
    public static ProbeMessage Transmitters() => Write("http://www.onvif.org/ver10/network/wsdl", "NetworkVideoTransmitter");

    /// <summary>Asks for what ONVIF 2.0 calls devices.</summary>
    public static ProbeMessage Devices() => Write(OnvifNames.Device, "Device");

    /// <summary>Reads an answer. Whatever it is not, it is not an error: anybody may send anything here.</summary>
    /// <param name="datagram">What came.</param>
    /// <param name="from">From where; the only address that is believed.</param>
    /// <param name="asked">The ids of what was asked.</param>
    public static IReadOnlyList<OnvifMatch> Read(ReadOnlyMemory<byte> datagram, IPAddress from, IReadOnlySet<string> asked)
    {
        XElement envelope;
        try
        {
            envelope = SoapXml.Parse(datagram);
        }
        catch (OnvifException)
        {
            return [];
        }

        return envelope.Find("Header", "RelatesTo").Text() is { } relates && asked.Contains(relates) && envelope.Find("Body", "ProbeMatches") is { } matches
            ? [.. matches.Children("ProbeMatch").Take(16).Select(match => Match(match, from)).OfType<OnvifMatch>()]
            : [];
    }

    private static ProbeMessage Write(string typesNamespace, string type)
    {
        var id = "urn:uuid:" + Guid.NewGuid();
        return new ProbeMessage(
            id,
            Encoding.UTF8.GetBytes(
                $"""<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{OnvifNames.Soap}" xmlns:a="{Addressing}"><s:Header><a:Action s:mustUnderstand="1">{Discovery}/Probe</a:Action><a:MessageID>{id}</a:MessageID><a:ReplyTo><a:Address>{Addressing}/role/anonymous</a:Address></a:ReplyTo><a:To s:mustUnderstand="1">urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To></s:Header><s:Body><Probe xmlns="{Discovery}"><d:Types xmlns:d="{Discovery}" xmlns:dp0="{typesNamespace}">dp0:{type}</d:Types></Probe></s:Body></s:Envelope>"""));
    }

    private static OnvifMatch? Match(XElement match, IPAddress from)
    {
        var addresses = match.Child("XAddrs").Text(4096)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var urls = addresses.Select(address => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null).OfType<Uri>().ToList();

        // The address among several that is the sender's own; what leads elsewhere is led back.
        if ((urls.FirstOrDefault(url => url.Host == from.ToString()) ?? urls.FirstOrDefault()) is not { } written)
        {
            return null;
        }

        var service = new UriBuilder(written) { Host = from.ToString(), UserName = "", Password = "", Fragment = "" }.Uri;
        var scopes = match.Child("Scopes").Text(8192)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return new OnvifMatch(
            service,
            from,
            Named(scopes, "name/"),
            Named(scopes, "hardware/"),
            Named(scopes, "location/"),
            match.Find("EndpointReference", "Address").Text(MostText) ?? service.AbsoluteUri);
    }

    private static string Named(string[] scopes, string kind)
    {
        var text = scopes.FirstOrDefault(scope => scope.StartsWith(Scope + kind, StringComparison.OrdinalIgnoreCase) && scope.Length > Scope.Length + kind.Length);
        var plain = text is null ? "" : string.Concat(Uri.UnescapeDataString(text[(Scope.Length + kind.Length)..]).Where(character => !char.IsControl(character)));
        return plain.Length > MostText ? plain[..MostText] : plain;
    }
}
