using System.Net;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Vedette.Platform.Outbound;

/// <summary>
/// HTTP and WebSockets to whoever is named by a user or by an answer from outside: addresses judged by <see cref="AddressRules"/>, no proxy,
/// no cookies, no credentials but those the request carries, no compression, everything bounded in bytes and in time.
/// </summary>
/// <remarks>Belongs here: that no request goes where it must not, and none costs more than it may. Does not: what is said.</remarks>
public sealed class OutboundHttp : IDisposable
{
    /// <summary>How often an answer may send us on.</summary>
    public const int MostRedirects = 5;

    private const int LargestHeadersKibibytes = 32;
    // Listening to a thing takes a connection for each of its properties and events, and a gateway may be many things.
    private const int ConnectionsPerServer = 256;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _listed;
    private readonly HttpMessageInvoker _anywhere;

    /// <param name="rules">Which addresses are connected to.</param>
    /// <param name="lookup">Resolves names.</param>
    /// <param name="time">Measures patience.</param>
    public OutboundHttp(AddressRules rules, NameLookup lookup, TimeProvider time)
    {
        _time = time;
        _listed = Invoker(new OutboundConnector(rules, lookup, OutboundReach.AllowList));
        _anywhere = Invoker(new OutboundConnector(rules, lookup, OutboundReach.Anywhere));
    }

    /// <summary>
    /// Sends a request and reads the whole answer. A redirect is followed for GET and HEAD, never from https to http; to another server the
    /// request takes nothing but its <c>Accept</c> along. Any status is an answer.
    /// </summary>
    /// <param name="request">An absolute http or https URL, and everything the request carries.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="reach">How far it may go.</param>
    /// <exception cref="OutboundException">There was no answer within the limits.</exception>
    public async Task<OutboundReply> SendAsync(
        HttpRequestMessage request, OutboundLimits limits, CancellationToken cancellation, OutboundReach reach = OutboundReach.AllowList)
    {
        using var patience = new CancellationTokenSource(limits.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var response = await FollowAsync(request, reach, either.Token);
            return new OutboundReply(
                response.StatusCode,
                response.RequestMessage!.RequestUri!,
                response.Headers,
                response.Content.Headers.ContentType,
                await ReadAsync(response.Content, limits.MostBytes, either.Token));
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested && Explain(failed, patience.Token) is { } words)
        {
            throw words;
        }
    }

    /// <summary>
    /// Sends a request and returns as soon as the headers of the answer are there, for answers without an end. Redirects are followed as by
    /// <see cref="SendAsync"/>. How much of the body is read, and how long a silence is borne, is the caller's business.
    /// </summary>
    /// <param name="request">An absolute http or https URL, and everything the request carries.</param>
    /// <param name="patience">How long the headers may take.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="reach">How far it may go.</param>
    /// <exception cref="OutboundException">There was no answer in time.</exception>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpRequestMessage request, TimeSpan patience, CancellationToken cancellation, OutboundReach reach = OutboundReach.AllowList)
    {
        using var limit = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await FollowAsync(request, reach, either.Token);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested && Explain(failed, limit.Token) is { } words)
        {
            throw words;
        }
    }

    /// <summary>Opens a WebSocket. Redirects are not followed.</summary>
    /// <param name="url">An absolute ws or wss URL.</param>
    /// <param name="prepare">Adds headers and subprotocols.</param>
    /// <param name="patience">How long the handshake may take.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="reach">How far it may go.</param>
    /// <exception cref="OutboundException">There is no WebSocket.</exception>
    public async Task<WebSocket> ConnectAsync(
        Uri url, Action<ClientWebSocketOptions>? prepare, TimeSpan patience, CancellationToken cancellation, OutboundReach reach = OutboundReach.AllowList)
    {
        using var limit = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var socket = new ClientWebSocket();
        try
        {
            prepare?.Invoke(socket.Options);
            await socket.ConnectAsync(url, Of(reach), either.Token);
            return socket;
        }
        catch (Exception failed)
        {
            socket.Dispose();
            if (!cancellation.IsCancellationRequested && Explain(failed, limit.Token) is { } words)
            {
                throw words;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listed.Dispose();
        _anywhere.Dispose();
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, OutboundReach reach, CancellationToken cancellation)
    {
        var next = request;
        for (var redirects = 0; ; redirects++)
        {
            Check(next.RequestUri);
            var response = await Of(reach).SendAsync(next, cancellation);
            if (!IsRedirect(response, next))
            {
                return response;
            }

            response.Dispose();
            if (redirects == MostRedirects)
            {
                throw new OutboundException(OutboundFailure.Malformed, $"{request.RequestUri!.Authority} leads on and on: after {MostRedirects} redirects there was no answer.");
            }

            next = Redirected(next, new Uri(next.RequestUri!, response.Headers.Location!));
        }
    }

    private static bool IsRedirect(HttpResponseMessage response, HttpRequestMessage request) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308
        && response.Headers.Location is not null
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head);

    private static HttpRequestMessage Redirected(HttpRequestMessage from, Uri to)
    {
        if (from.RequestUri!.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps)
        {
            throw new OutboundException(OutboundFailure.Malformed, $"{from.RequestUri.Authority} leads from an encrypted address to one that is not.");
        }

        var next = new HttpRequestMessage(from.Method, to) { Version = from.Version, VersionPolicy = from.VersionPolicy };
        // A secret was meant for the server it was given for.
        var isSameServer = Uri.Compare(from.RequestUri, to, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        foreach (var header in from.Headers.Where(header => isSameServer || header.Key == "Accept"))
        {
            _ = next.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return next;
    }

    private static void Check(Uri? url)
    {
        if (url is not { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" })
        {
            throw new OutboundException(OutboundFailure.Malformed, "Requests go to http and https addresses only, without a name or password in them.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int most, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > most)
        {
            throw TooLarge(most);
        }

        await using var body = await content.ReadAsStreamAsync(cancellation);
        using var taken = new MemoryStream();
        var buffer = new byte[Math.Min(most + 1, 16 * 1024)];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (taken.Length + read > most)
            {
                throw TooLarge(most);
            }

            await taken.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return taken.ToArray();
    }

    private static OutboundException TooLarge(int most) => new(OutboundFailure.TooLarge, $"The answer is larger than {most} bytes.");

    /// <summary>What went wrong, in our words; null for what is no business of ours.</summary>
    private static OutboundException? Explain(Exception failed, CancellationToken patience)
    {
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (cause is OutboundException ours)
            {
                return ours;
            }
        }

        return failed switch
        {
            OperationCanceledException when patience.IsCancellationRequested => new(OutboundFailure.TimedOut, "There was no whole answer in time.", failed),
            OperationCanceledException { InnerException: TimeoutException } => new(OutboundFailure.TimedOut, "There was no connection in time.", failed),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } =>
                new(OutboundFailure.Malformed, "The answer is no HTTP.", failed),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new(OutboundFailure.TooLarge, "The headers of the answer are too large.", failed),
            HttpRequestException { InnerException: AuthenticationException } => new(OutboundFailure.Unreachable, "The server's certificate is not believed.", failed),
            HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => new(OutboundFailure.Malformed, "The answer is no HTTP.", failed),
            HttpRequestException or IOException => new(OutboundFailure.Unreachable, "The connection broke.", failed),
            WebSocketException => new(OutboundFailure.Malformed, "The server opens no WebSocket there.", failed),
            _ => null,
        };
    }

    private HttpMessageInvoker Of(OutboundReach reach) => reach == OutboundReach.AllowList ? _listed : _anywhere;

    private static HttpMessageInvoker Invoker(OutboundConnector connector) => new(new SocketsHttpHandler
    {
        ConnectCallback = connector.ConnectAsync,
        ConnectTimeout = ConnectPatience,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = ConnectionsPerServer,
        MaxResponseHeadersLength = LargestHeadersKibibytes,
        // What is left of an answer nobody wants is not waited for: the connection ends with it.
        MaxResponseDrainSize = 0,
        ResponseDrainTimeout = TimeSpan.Zero,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    });
}
