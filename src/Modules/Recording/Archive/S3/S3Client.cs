using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Vedette.Recording.Archive.S3;

/// <summary>
/// Sends signed requests to a store, one at a time per call and never twice: whoever calls decides what is tried again.
/// Redirects are not followed, because the place is the operator's choice and not the store's.
/// </summary>
#pragma warning disable CA1001 // Idle connections end by themselves, and transfers that still run must not be cut when settings change.
internal sealed class S3Client(S3Place place, ArchiveLimits limits, TimeProvider time)
#pragma warning restore CA1001
{
    private static readonly byte[] OfNothing = SHA256.HashData([]);

    private static readonly HttpStatusCode[] NotKnown =
        [HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotImplemented];

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        MaxResponseHeadersLength = 64,

        // A store that refuses says so before it is sent megabytes, and its words are not lost to a broken connection.
        Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Sends a request and hands the answer's head on; null when the request says that it may come to nothing, and it did.</summary>
    public async Task<T?> AskAsync<T>(S3Request request, Func<HttpResponseMessage, StallGuard, Task<T>> read, CancellationToken cancellation)
        where T : class
    {
        using var guard = new StallGuard(limits.Stall, time, cancellation);
        try
        {
            using var message = Write(request, guard);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, guard.Token);
            guard.Touch();
            if (response.StatusCode == HttpStatusCode.NotFound && request.MayBeMissing && await IsJustMissingAsync(request, response, guard.Token))
            {
                return null;
            }

            if (request.MayBeUnknown && NotKnown.Contains(response.StatusCode))
            {
                return null;
            }

            return response.IsSuccessStatusCode ? await read(response, guard) : throw await S3Refusal.ReadAsync(response, guard.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ArchiveException(ArchiveCause.Slow, $"Nothing moved between us and the store for {limits.Stall.TotalSeconds:0} s.");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or InvalidDataException or System.Xml.XmlException)
        {
            throw guard.HasStalled
                ? new ArchiveException(ArchiveCause.Slow, $"Nothing moved between us and the store for {limits.Stall.TotalSeconds:0} s.", failed)
                : S3Refusal.Of(failed);
        }
    }

    /// <summary>An answer to HEAD has no body: whether the object or its bucket is missing must be asked otherwise.</summary>
    private static async Task<bool> IsJustMissingAsync(S3Request request, HttpResponseMessage response, CancellationToken cancellation) =>
        request.Method == HttpMethod.Head || (await S3Refusal.ReadAsync(response, cancellation)).Cause == ArchiveCause.FileGone;

    private HttpRequestMessage Write(S3Request request, StallGuard guard)
    {
        var message = new HttpRequestMessage(request.Method, place.AddressOf(request.Key, request.Query));
        if (request.Body is { } body)
        {
            message.Content = body(guard);
            message.Headers.ExpectContinue = true;
        }
        else if (request.Method == HttpMethod.Post)
        {
            message.Content = new ByteArrayContent([]);
        }

        if (request.Md5 is { } md5)
        {
            message.Content!.Headers.ContentMD5 = md5;
        }

        if (request.Type is { } type)
        {
            message.Content!.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        S3Signature.Sign(message, request.Sha256 ?? OfNothing, place, time.GetUtcNow());
        return message;
    }
}
