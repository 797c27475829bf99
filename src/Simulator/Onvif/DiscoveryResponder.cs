using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Vedette.Simulator.Onvif;

/// <summary>
/// Answers searches (WS-Discovery April 2005) on a UDP port of 127.0.0.1. On WS-Discovery's own port also those sent to the group,
/// where the loopback carries multicast.
/// </summary>
internal sealed class DiscoveryResponder : IAsyncDisposable
{
    private const int WellKnownPort = 3702;
    private static readonly XNamespace Addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    private static readonly XNamespace Discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

    private readonly Socket _socket;
    private readonly IReadOnlyList<SimulatedDevice> _devices;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _answering;

    public DiscoveryResponder(IReadOnlyList<SimulatedDevice> devices, int port)
    {
        _devices = devices;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (port == WellKnownPort)
        {
            // The group's datagrams reach only sockets bound to any address; who is not on this machine is not answered.
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.Bind(new IPEndPoint(IPAddress.Any, port));
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Parse("239.255.255.250"), IPAddress.Loopback));
        }
        else
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }

        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        _answering = AnswerAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _answering;
        _socket.Dispose();
        _closing.Dispose();
    }

    private async Task AnswerAsync()
    {
        var buffer = new byte[65_535];
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
                if (received.RemoteEndPoint is not IPEndPoint asker || !IPAddress.IsLoopback(asker.Address) || Read(buffer.AsSpan(0, received.ReceivedBytes)) is not { } id)
                {
                    continue;
                }

                foreach (var device in _devices)
                {
                    _ = await _socket.SendToAsync(Encoding.UTF8.GetBytes(Match(device, id)), SocketFlags.None, asker, _closing.Token);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // Who asked is gone; the next one may not be.
            }
        }
    }

    /// <summary>The id of a probe that means cameras, or null.</summary>
    private static string? Read(ReadOnlySpan<byte> datagram)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(datagram.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var envelope = XElement.Load(reader);
            var probe = envelope.Element(SoapCall.Soap + "Body")?.Element(Discovery + "Probe");
            var types = probe?.Element(Discovery + "Types")?.Value;
            return probe is not null && (string.IsNullOrWhiteSpace(types) || types.Contains("NetworkVideoTransmitter", StringComparison.Ordinal) || types.Contains("Device", StringComparison.Ordinal))
                ? envelope.Element(SoapCall.Soap + "Header")?.Element(Addressing + "MessageID")?.Value.Trim()
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Match(SimulatedDevice device, string id) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="{Addressing}" xmlns:d="{Discovery}" xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><s:Header><a:MessageID>urn:uuid:{Guid.NewGuid()}</a:MessageID><a:RelatesTo>{SoapAnswer.Escape(id)}</a:RelatesTo><a:To s:mustUnderstand="1">{Addressing}/role/anonymous</a:To><a:Action s:mustUnderstand="1">{Discovery}/ProbeMatches</a:Action><d:AppSequence InstanceId="1" MessageNumber="1"/></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>{device.Identity}</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>{string.Join(' ', DeviceService.Scopes(device))}</d:Scopes><d:XAddrs>{DeviceService.Write(device, "device_service")}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>""";
}
