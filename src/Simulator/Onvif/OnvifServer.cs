using System.Net;

namespace Vedette.Simulator.Onvif;

/// <summary>Serves the devices of all cameras on one port of 127.0.0.1: <c>/cam1/onvif/device_service</c> and its neighbours.</summary>
internal sealed class OnvifServer : IAsyncDisposable
{
    private const string SoapType = "application/soap+xml; charset=utf-8";
    private static readonly string[] OpenToAll = ["GetSystemDateAndTime", "GetServices", "GetCapabilities", "GetHostname", "GetWsdlUrl"];

    private readonly WebApplication _app;
    private readonly SignIn _signIn;
    private readonly CancellationTokenSource _closing = new();

    private OnvifServer(WebApplication app, SignIn signIn) => (_app, _signIn) = (app, signIn);

    public int Port => new Uri(_app.Urls.First()).Port;

    public static async Task<OnvifServer> StartAsync(IReadOnlyList<SimulatedDevice> devices, SignIn signIn, int port, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var server = new OnvifServer(app, signIn);
        app.MapPost("/{camera}/onvif/{service}", (string camera, string service, HttpContext context) =>
            devices.FirstOrDefault(device => device.Camera.Name == camera) is { } device ? server.ServeAsync(device, service, context) : Task.FromResult(Results.NotFound()));
        await app.StartAsync(ct);
        foreach (var device in devices)
        {
            device.Url = new Uri(FormattableString.Invariant($"http://127.0.0.1:{server.Port}/{device.Camera.Name}/onvif/device_service"));
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private async Task<IResult> ServeAsync(SimulatedDevice device, string service, HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        try
        {
            var call = await SoapCall.ReadAsync(context.Request, ending.Token);
            if (Refuses(device, call, context) is { } refusal)
            {
                return refusal;
            }

            var content = service switch
            {
                "device_service" when call.Namespace == DeviceService.Namespace => DeviceService.Answer(device, call),
                "media" when call.Namespace == MediaService.Namespace => MediaService.Answer(device, call),
                "media2" when call.Namespace == MediaService.Namespace2 => MediaService.Answer2(device, call),
                "ptz" when call.Namespace == PtzService.Namespace => PtzService.Answer(device, call),
                "events" when call.Namespace is EventService.Namespace or EventService.Notification => await EventService.AnswerAsync(device, call, ending.Token),
                _ => throw SoapFault.Unknown(call.Operation),
            };
            return Results.Text(SoapAnswer.Envelope(content, service == "events" ? EventService.Header(call) : ""), SoapType);
        }
        catch (SoapFault fault)
        {
            return Results.Text(SoapAnswer.Fault(fault), SoapType, statusCode: fault.Status);
        }
        catch (OperationCanceledException)
        {
            // Switched off, left, or a device that has nothing to tell and hangs up.
            context.Abort();
            return Results.Empty;
        }
    }

    private IResult? Refuses(SimulatedDevice device, SoapCall call, HttpContext context)
    {
        var isOpen = OpenToAll.Contains(call.Operation) && !(call.Operation == "GetSystemDateAndTime" && device.Quirks.HasFlag(OnvifQuirks.ClockNeedsPassword));
        switch (_signIn.Kind)
        {
            case OnvifAuthentication.WsSecurity when !isOpen:
                var offset = device.Quirks.HasFlag(OnvifQuirks.TwoClocks) ? TimeSpan.Zero : device.ClockOffset;
                return _signIn.AdmitsToken(call.Header, offset) ? null : throw SoapFault.NotAuthorized();
            case OnvifAuthentication.Digest when !isOpen && !_signIn.AdmitsDigest(context.Request.Method, context.Request.Headers.Authorization):
                context.Response.Headers.WWWAuthenticate = _signIn.Challenges;
                return Results.StatusCode(StatusCodes.Status401Unauthorized);
            default:
                return null;
        }
    }
}
