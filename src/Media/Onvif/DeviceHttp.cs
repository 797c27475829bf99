using System.Net;
using System.Net.Sockets;
using Vedette.Media.Sources;

namespace Vedette.Media.Onvif;

/// <summary>HTTP to one device: no proxy, no redirects, no cookies, and only to addresses the policy allows.</summary>
internal static class DeviceHttp
{
    private const int MostHeaderKilobytes = 16;

    public static HttpClient Create(SourceEndpoint endpoint, TimeSpan connectTimeout)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxConnectionsPerServer = 4,
            ConnectTimeout = connectTimeout,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            ConnectCallback = (context, cancellation) => ConnectAsync(endpoint.Addresses, context.DnsEndPoint, cancellation),
        };
        if (endpoint.Trust != ServerTrust.System)
        {
            var check = new CertificateCheck(endpoint.Trust);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => check.Accepts(certificate, chain, errors);
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = SoapXml.MaxBytes };
    }

    /// <summary>The name is resolved once and the address that was judged is the one connected to.</summary>
    private static async ValueTask<Stream> ConnectAsync(AddressPolicy policy, DnsEndPoint host, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(host.Host, out var address) ? [address] : await Dns.GetHostAddressesAsync(host.Host, cancellation);
        var allowed = addresses.Where(policy.Allows).ToArray();
        if (allowed.Length == 0)
        {
            throw new OnvifException(OnvifCause.NotAllowed, $"{host.Host} leads to an address that no camera may have.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
