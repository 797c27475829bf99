using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>
/// RTSP hidden in two HTTP requests, for cameras behind web proxies (Apple, "Tunnelling RTSP and RTP over HTTP", 1999): the answer to a GET that
/// never ends carries what the camera says, the body of a POST what we say, in base64. A cookie tells that they belong together.
/// </summary>
internal sealed class HttpTunnel : IRtspLink
{
    private const int MaxHeadBytes = 16 * 1024;

    // What QuickTime announced and cameras expect. It is a convention, not a length: nobody counts, and more is sent.
    private const int AnnouncedBytes = 32767;

    private readonly IRtspLink _get;
    private readonly IRtspLink _post;
    private readonly ArrayBufferWriter<byte> _encoded = new();
    private ReadOnlyMemory<byte> _early;

    private HttpTunnel(IRtspLink get, IRtspLink post, ReadOnlyMemory<byte> early) => (_get, _post, _early) = (get, post, early);

    /// <inheritdoc/>
    public string Name => _get is TlsLink ? "RTSP over HTTPS" : "RTSP over HTTP";

    /// <inheritdoc/>
    public IPAddress LocalAddress => _get.LocalAddress;

    /// <inheritdoc/>
    public IPAddress CameraAddress => _get.CameraAddress;

    /// <summary>Opens both requests.</summary>
    /// <param name="url">The RTSP URL; its path is the tunnel's as well.</param>
    /// <param name="endpoint">As whom to ask.</param>
    /// <param name="connectAsync">Opens a connection.</param>
    /// <param name="pace">How long to wait.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SourceException">The camera does not tunnel, or refuses.</exception>
    public static async Task<HttpTunnel> OpenAsync(
        Uri url, SourceEndpoint endpoint, Func<Task<IRtspLink>> connectAsync, WaitingPace pace, CancellationToken cancellation)
    {
        var credentials = endpoint.Username is null ? null : new RtspCredentials(endpoint.Username, endpoint.Password ?? "");
        var cookie = RandomNumberGenerator.GetHexString(22, lowercase: true);
        for (var attempt = 0; ; attempt++)
        {
            var get = await connectAsync();
            try
            {
                get.Send(Head("GET", url, cookie, credentials, "Accept: application/x-rtsp-tunnelled\r\n"));
                var (status, headers, early) = await ReadHeadAsync(get, pace, cancellation);
                endpoint.Transcript?.Note($"HTTP tunnel: GET was answered with {status}");
                if (status == 401 && attempt == 0 && credentials?.TakeUp(headers.All("WWW-Authenticate")) is not null)
                {
                    get.Dispose();
                    continue;
                }

                Expect(status);
                var post = await connectAsync();
                post.Send(Head(
                    "POST",
                    url,
                    cookie,
                    credentials,
                    string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/x-rtsp-tunnelled\r\nContent-Length: {AnnouncedBytes}\r\nExpires: Sun, 9 Jan 1972 00:00:00 GMT\r\n")));
                return new HttpTunnel(get, post, early);
            }
            catch
            {
                get.Dispose();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> into)
    {
        if (_early.IsEmpty)
        {
            return _get.Receive(into);
        }

        var count = Math.Min(into.Length, _early.Length);
        _early.Span[..count].CopyTo(into);
        _early = _early[count..];
        return count;
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        _encoded.ResetWrittenCount();
        _ = Base64.EncodeToUtf8(bytes, _encoded.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var length);
        _encoded.Advance(length);
        _post.Send(_encoded.WrittenSpan);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        _post.Flush();
        _get.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _get.Dispose();
        _post.Dispose();
    }

    private static byte[] Head(string method, Uri url, string cookie, RtspCredentials? credentials, string more)
    {
        var path = url.GetComponents(UriComponents.PathAndQuery, UriFormat.UriEscaped);
        var proof = credentials?.Authorize(method, path) is { } line ? $"Authorization: {line}\r\n" : "";
        return Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.0\r\nHost: {url.IdnHost}\r\nUser-Agent: Vedette\r\nx-sessioncookie: {cookie}\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n{more}{proof}\r\n");
    }

    private static async Task<(int Status, RtspHeaders Headers, ReadOnlyMemory<byte> Early)> ReadHeadAsync(
        IRtspLink link, WaitingPace pace, CancellationToken cancellation)
    {
        var received = new byte[MaxHeadBytes];
        var filled = 0;
        while (true)
        {
            var end = received.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                var (status, headers) = Parse(Encoding.Latin1.GetString(received, 0, end));
                return (status, headers, received.AsMemory((end + 4)..filled));
            }

            link.Flush();
            var count = filled == received.Length ? throw NoTunnel() : link.Receive(received.AsSpan(filled));
            filled += count;
            if (count == 0 && !await pace.WaitAsync(cancellation))
            {
                throw new SourceException(FeedBreakCause.Unreachable, "The camera takes the connection but does not answer in HTTP.");
            }
        }
    }

    private static (int Status, RtspHeaders Headers) Parse(string head)
    {
        var lines = head.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var start = lines.Length == 0 ? [] : lines[0].Split(' ', 3);
        if (start.Length < 2 || !start[0].StartsWith("HTTP/", StringComparison.Ordinal)
            || !int.TryParse(start[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw NoTunnel();
        }

        var headers = new RtspHeaders();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers.Add(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        return (status, headers);
    }

    private static void Expect(int status)
    {
        if (status != 200)
        {
            throw status switch
            {
                401 => new SourceException(FeedBreakCause.WrongPassword, "The camera refuses the user name or the password."),
                404 => new SourceException(FeedBreakCause.NoSuchPath, "The camera has no stream at this path (404)."),
                503 => new SourceException(FeedBreakCause.Refused, "The camera is busy (503). Cameras serve a few viewers only."),
                _ => NoTunnel(),
            };
        }
    }

    private static SourceException NoTunnel() =>
        new(FeedBreakCause.Refused, "What answers at this port does not carry RTSP in HTTP. Try another transport or port.");
}
