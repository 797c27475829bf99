using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Http;

/// <summary>Fetches from a camera's web server: only from addresses the policy allows, redirects included; bounded in time and size.</summary>
/// <remarks>
/// Belongs here: the connection and the translation of its errors. Does not: what the answer means.
/// Credentials go to the camera's own origin and to no other.
/// </remarks>
internal sealed class HttpFetcher : IDisposable
{
    private const int MostRedirects = 5;
    private const int MostConnections = 4;
    private const int HeaderKilobytes = 32;

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly CertificateCheck _certificates;
    private readonly SourceEndpoint _endpoint;
    private readonly SourceTimeouts _timeouts;
    private readonly TimeProvider _time;

    /// <summary>Nothing is connected to yet.</summary>
    public HttpFetcher(SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time)
    {
        (_endpoint, _timeouts, _time) = (endpoint, timeouts, time);
        _certificates = new CertificateCheck(endpoint.Trust);
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = true,
            MaxAutomaticRedirections = MostRedirects,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = MostConnections,
            MaxResponseHeadersLength = HeaderKilobytes,
            ConnectCallback = ConnectAsync,
            Credentials = CredentialsOf(endpoint),
            SslOptions = _certificates.Options(),
        };
        _client = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Vedette");
    }

    /// <summary>Asks; returns when the answer's headers are there. The body is the caller's to read and to dispose.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="range">The part of it that is wanted, or null for the whole.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SourceException">No answer, or one that is no success.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri url, (long Offset, long Length)? range, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_timeouts.Connect + _timeouts.Response, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Range = range is var (offset, length) ? new RangeHeaderValue(offset, offset + length - 1) : null;
            var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            _endpoint.Transcript?.Add(isFromCamera: true, $"GET {WithoutSecrets(url)} -> {(int)answer.StatusCode} {answer.Content.Headers.ContentType?.MediaType}");
            if (answer.StatusCode == (range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent))
            {
                return answer;
            }

            answer.Dispose();
            throw Refused((int)answer.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceException(FeedBreakCause.Unreachable, $"{url.IdnHost} does not answer.");
        }
        catch (HttpRequestException failure)
        {
            throw Translate(failure, url);
        }
    }

    /// <summary>Reads a whole body.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="range">The part of it that is wanted, or null for the whole.</param>
    /// <param name="most">The most bytes it may have.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="SourceException">As <see cref="GetAsync"/>; or it is larger, or does not come to its end in time.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<byte[]> GetAllAsync(Uri url, (long Offset, long Length)? range, int most, CancellationToken cancellation)
    {
        using var answer = await GetAsync(url, range, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var whole = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await ReadAsync(body, buffer, cancellation) is > 0 and var count)
        {
            if (whole.Length + count > most)
            {
                throw SourceException.Malformed($"The camera answers with more than {most >> 20} MiB.");
            }

            await whole.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }

        return whole.ToArray();
    }

    /// <summary>Reads what comes next of a body; 0 at its end. A camera that goes silent is given up.</summary>
    /// <exception cref="SourceException">The camera fell silent or broke the connection off.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<int> ReadAsync(Stream body, Memory<byte> into, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_timeouts.Stall, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await body.ReadAsync(into, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceException(
                FeedBreakCause.Stalled, $"The camera keeps the connection but sent nothing for {_timeouts.Stall.TotalSeconds:0} seconds.");
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            throw new SourceException(FeedBreakCause.Closed, "The camera broke the connection off.", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private static CredentialCache? CredentialsOf(SourceEndpoint endpoint)
    {
        if (endpoint.Username is null)
        {
            return null;
        }

        var origin = new Uri(endpoint.Url.GetLeftPart(UriPartial.Authority));
        var credential = new NetworkCredential(endpoint.Username, endpoint.Password);
        return new CredentialCache { { origin, "Digest", credential }, { origin, "Basic", credential } };
    }

    /// <summary>Queries of media URLs often carry tokens.</summary>
    private static string WithoutSecrets(Uri url) => url.GetLeftPart(UriPartial.Path) + (url.Query.Length > 0 ? "?…" : "");

    private static SourceException Refused(int status) => status switch
    {
        401 => new SourceException(FeedBreakCause.WrongPassword, "The camera does not accept the user name or the password."),
        404 or 410 => new SourceException(FeedBreakCause.NoSuchPath, $"The camera has nothing at this path ({status})."),
        403 => new SourceException(FeedBreakCause.Refused, "The camera forbids it (403). Is this user allowed to watch?"),
        503 => new SourceException(FeedBreakCause.Refused, "The camera is busy (503). Cameras serve a few viewers only."),
        _ => new SourceException(FeedBreakCause.Refused, $"The camera refuses to send its stream ({status})."),
    };

    private SourceException Translate(HttpRequestException failure, Uri url) => failure.InnerException switch
    {
        SourceException ours => ours,
        AuthenticationException when _certificates.Objection is not null => _certificates.Refusal(url.IdnHost),
        AuthenticationException => new SourceException(FeedBreakCause.Refused, $"{url.IdnHost} does not speak TLS as it should."),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
            new SourceException(FeedBreakCause.Refused, $"{url.IdnHost} refuses connections on port {url.Port}."),
        _ when failure.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
            SourceException.Malformed("The camera answers with something that is not HTTP.", failure),
        _ => new SourceException(FeedBreakCause.Unreachable, $"{url.IdnHost} does not answer on port {url.Port}. Is the camera powered and in the network?", failure),
    };

    /// <summary>The name is resolved once, and what was judged is what is connected to.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await ResolveAsync(target.Host, cancellation);
        var allowed = Array.FindAll(addresses, _endpoint.Addresses.Allows);
        if (allowed.Length == 0)
        {
            throw SourceException.NotAllowed($"{target.Host} leads to {addresses[0]}, an address that no camera may have.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException problem)
        {
            throw new SourceException(FeedBreakCause.Unreachable, $"The name {host} is not known in the network.", problem);
        }
    }
}
