using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Xml.Linq;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;

namespace Vedette.Media.Onvif;

/// <summary>
/// Asks a device: SOAP 1.2 over HTTP (ONVIF Core section 5.6), signed in by WS-Security or by HTTP Digest when the device wants that.
/// </summary>
/// <remarks>
/// Belongs here: sockets, who asks, limits, what went wrong in words. Does not: what is asked.
/// Several requests may be under way at a time.
/// </remarks>
internal sealed class SoapChannel : IDisposable
{
    private const int MostTries = 3;
    private const int MostReasonCharacters = 160;

    private readonly SourceEndpoint _endpoint;
    private readonly OnvifTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly Lock _gate = new();
    private readonly RtspCredentials? _credentials;

    public SoapChannel(SourceEndpoint endpoint, OnvifTimeouts timeouts, TimeProvider time)
    {
        (_endpoint, _timeouts, _time) = (endpoint, timeouts, time);
        _http = DeviceHttp.Create(endpoint, timeouts.Connect);
        _credentials = HasUser ? new RtspCredentials(endpoint.Username!, endpoint.Password ?? "") : null;
        Device = ServiceAddress.Device(endpoint.Url);
    }

    /// <summary>The device service.</summary>
    public Uri Device { get; }

    public bool HasUser => !string.IsNullOrEmpty(_endpoint.Username);

    /// <summary>How far the device's clock is ahead of ours.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>Whether the device asked to be signed in to by HTTP, not by WS-Security.</summary>
    public bool SignsInByHttp
    {
        get
        {
            lock (_gate)
            {
                return _credentials?.IsInUse == true;
            }
        }
    }

    /// <summary>Asks for an operation.</summary>
    /// <param name="address">Of the service.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="signIn">False to ask as nobody.</param>
    /// <returns>The element inside the body of the answer.</returns>
    /// <exception cref="OnvifException">No answer, a fault, or an answer that is not one.</exception>
    public async Task<XElement> CallAsync(ServiceAddress address, SoapRequest request, CancellationToken cancellation, bool signIn = true)
    {
        try
        {
            return await CallAsync(address.Url, request, signIn, cancellation);
        }
        catch (OnvifException absent) when (address.OtherPort is not null && absent.Fault is null
            && (absent.Status is 404 or 405 || absent is { Status: null, IsWithoutAnswer: false, Cause: OnvifCause.Refused or OnvifCause.Unreachable }))
        {
            return await CallAsync(address.OtherPort, request, signIn, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<XElement> CallAsync(Uri url, SoapRequest request, bool signIn, CancellationToken cancellation)
    {
        var patience = _timeouts.Response + request.Patience;
        using var expiry = new CancellationTokenSource(patience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                using var asking = Write(url, request, signIn);
                using var reply = await _http.SendAsync(asking, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if (reply.StatusCode == HttpStatusCode.Unauthorized && signIn && attempt < MostTries && TakeUp(asking, reply))
                {
                    continue;
                }

                return Read(reply, await BodyAsync(reply, limit.Token));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OnvifException(
                OnvifCause.Unreachable, string.Create(CultureInfo.InvariantCulture, $"{url.Host} did not answer on port {url.Port} within {patience.TotalSeconds:0} seconds."));
        }
        catch (HttpRequestException failed)
        {
            throw Explain(url, failed);
        }
        catch (IOException broken)
        {
            throw new OnvifException(OnvifCause.Refused, $"{url.Host} broke the connection off in the middle of its answer.", broken) { IsWithoutAnswer = true };
        }
    }

    private HttpRequestMessage Write(Uri url, SoapRequest request, bool signIn)
    {
        var (security, authorization) = ("", (string?)null);
        if (signIn && _credentials is not null)
        {
            lock (_gate)
            {
                authorization = _credentials.Authorize("POST", url.PathAndQuery);
            }

            security = authorization is null
                ? SecurityHeader.Write(_endpoint.Username!, _endpoint.Password ?? "", _time.GetUtcNow() + ClockOffset)
                : "";
        }

        var content = new ByteArrayContent(request.Write(security));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/soap+xml; charset=utf-8; action=\"{request.Action}\"");
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        if (authorization is not null)
        {
            _ = message.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return message;
    }

    /// <summary>Whether there is a challenge that was not met yet and can be.</summary>
    private bool TakeUp(HttpRequestMessage asked, HttpResponseMessage reply)
    {
        if (_credentials is null || !reply.Headers.TryGetValues("WWW-Authenticate", out var challenges))
        {
            return false;
        }

        var headers = challenges.ToArray();
        if (asked.Headers.Contains("Authorization") && !headers.SelectMany(AuthChallenge.Read).Any(challenge => challenge.IsStale))
        {
            return false;
        }

        lock (_gate)
        {
            return _credentials.TakeUp(headers) is not null;
        }
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage reply, CancellationToken cancellation)
    {
        if (reply.Content.Headers.ContentLength > SoapXml.MaxBytes)
        {
            throw TooMuch();
        }

        await using var stream = await reply.Content.ReadAsStreamAsync(cancellation);
        var body = new ArrayBufferWriter<byte>();
        for (int count; (count = await stream.ReadAsync(body.GetMemory(8192), cancellation)) > 0;)
        {
            body.Advance(count);
            if (body.WrittenCount > SoapXml.MaxBytes)
            {
                throw TooMuch();
            }
        }

        return body.WrittenSpan.ToArray();

        static OnvifException TooMuch() => new(OnvifCause.NotOnvif, "The device answers with more than it can have to say.");
    }

    private XElement Read(HttpResponseMessage reply, byte[] body)
    {
        var status = (int)reply.StatusCode;
        if (status is >= 300 and < 400)
        {
            throw new OnvifException(OnvifCause.NotOnvif, $"The device points elsewhere ({status}) and is not followed. Is this the address of its ONVIF service?") { Status = status };
        }

        if (status == 401)
        {
            // Other web servers ask who is there as well, in other ways.
            throw reply.Headers.WwwAuthenticate is { Count: > 0 } challenges && challenges.All(challenge => challenge.Scheme is not ("Digest" or "Basic"))
                ? new OnvifException(OnvifCause.NotOnvif, "There is no ONVIF service at this address: what answers asks for another kind of sign-in.") { Status = status }
                : WrongPassword(null, status);
        }

        if (body.Length == 0 && status is >= 200 and < 300)
        {
            throw new OnvifException(OnvifCause.Refused, "The device answers with nothing.") { Status = status, IsWithoutAnswer = true };
        }

        XElement? content = null;
        try
        {
            var root = SoapXml.Parse(body);
            content = root.Name.LocalName == "Envelope" ? root.Child("Body")?.Elements().FirstOrDefault() : null;
        }
        catch (OnvifException) when (status is < 200 or >= 300)
        {
            // An HTML page around the status: the status says it all.
        }

        return content switch
        {
            { Name.LocalName: "Fault" } fault => throw Explain(fault, status),
            not null when status is >= 200 and < 300 => content,
            _ => throw new OnvifException(OnvifCause.NotOnvif, $"There is no ONVIF service at this address (the answer is {status}).") { Status = status },
        };
    }

    private OnvifException Explain(XElement fault, int status)
    {
        var codes = fault.Descendants().Where(element => element.Name.LocalName is "Value" or "faultcode")
            .Select(element => element.Value.Trim()[(element.Value.Trim().LastIndexOf(':') + 1)..]).Where(code => code.Length is > 0 and <= 64).ToArray();
        var reason = (fault.Find("Reason", "Text") ?? fault.Child("faultstring")).Text(MostReasonCharacters);
        if (codes.Any(IsAboutSignIn) || (reason?.Contains("not authorized", StringComparison.OrdinalIgnoreCase) ?? false))
        {
            return WrongPassword(codes.LastOrDefault(), status);
        }

        var code = codes.LastOrDefault() ?? "Fault";
        var said = Plain(reason);
        return new OnvifException(OnvifCause.Refused, said.Length == 0 ? $"The device refuses ({Plain(code)})." : $"The device refuses: {said} ({Plain(code)}).")
        {
            Fault = code,
            Status = status,
        };
    }

    private static bool IsAboutSignIn(string code) =>
        code is "NotAuthorized" or "SenderNotAuthorized" or "FailedAuthentication" or "InvalidSecurity" or "InvalidSecurityToken" or "FailedCheck" or "MessageExpired";

    private OnvifException WrongPassword(string? code, int status) => new(
        OnvifCause.WrongPassword,
        HasUser ? "The device does not accept this user name and password. Many cameras keep users of their own for ONVIF." : "The device asks for a user name and a password.")
    {
        Fault = code,
        Status = status,
    };

    /// <summary>The device's words without control characters, and without the password should it repeat one.</summary>
    private string Plain(string? text)
    {
        var words = string.Concat((text ?? "").Where(character => !char.IsControl(character))).TrimEnd('.');
        return string.IsNullOrEmpty(_endpoint.Password) ? words : words.Replace(_endpoint.Password, "***", StringComparison.Ordinal);
    }

    private static OnvifException Explain(Uri url, HttpRequestException failed)
    {
        if (failed.InnerException is OnvifException own)
        {
            return own;
        }

        var socket = failed.InnerException as SocketException;
        return failed.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(OnvifCause.Unreachable, $"There is no host called {url.IdnHost}.", failed),
            HttpRequestError.SecureConnectionError =>
                new(OnvifCause.Refused, $"{url.Host} has a certificate that is not believed; pin it or name its authority.", failed),
            HttpRequestError.ResponseEnded =>
                new(OnvifCause.Refused, $"{url.Host} closed the connection without an answer.", failed) { IsWithoutAnswer = true },
            HttpRequestError.InvalidResponse => new(OnvifCause.NotOnvif, $"What answers on port {url.Port} of {url.Host} does not speak HTTP.", failed),
            HttpRequestError.ConfigurationLimitExceeded => new(OnvifCause.NotOnvif, "The device answers with more than it can have to say.", failed),
            _ when socket?.SocketErrorCode == SocketError.ConnectionRefused =>
                new(OnvifCause.Refused, $"{url.Host} refuses connections on port {url.Port}. Is ONVIF switched on in the camera, and is this its port?", failed),
            _ when socket?.SocketErrorCode == SocketError.HostNotFound => new(OnvifCause.Unreachable, $"There is no host called {url.IdnHost}.", failed),
            _ when failed.InnerException is IOException =>
                new(OnvifCause.Refused, $"{url.Host} closed the connection without an answer.", failed) { IsWithoutAnswer = true },
            _ => new(OnvifCause.Unreachable, $"{url.Host} does not answer on port {url.Port}. Is the camera powered and in the network?", failed),
        };
    }
}
