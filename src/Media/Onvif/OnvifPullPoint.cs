using System.Globalization;
using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>A subscription to what a device notices, to be asked again and again (ONVIF Core section 9.2, real-time pull-point).</summary>
/// <remarks>
/// Devices differ in what they can be asked and how; what is found out is kept while the subscription lives (docs/onvif.md has the list).
/// All times are reckoned from differences on the device's own clock. For one caller.
/// </remarks>
public sealed class OnvifPullPoint
{
    /// <summary>How long a device waits for something to happen before it answers with nothing.</summary>
    public static readonly TimeSpan PullTime = TimeSpan.FromSeconds(10);

    private const int MostMessages = 50;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Hasty = TimeSpan.FromSeconds(1);

    // The ways of asking, the usual one first. Each stands for devices that refuse the ones before.
    private static readonly (bool Addressed, TerminationTime Time)[] Ways =
    [
        (true, TerminationTime.Duration), (true, TerminationTime.Instant), (false, TerminationTime.Duration),
        (true, TerminationTime.None), (false, TerminationTime.None),
    ];

    private readonly OnvifCamera _camera;
    private readonly ServiceAddress _address;
    private readonly string? _to;
    private readonly IReadOnlyList<XElement> _parameters;
    private TerminationTime _terminationTime;
    private bool _renews = true;
    private DateTimeOffset _ends;

    private OnvifPullPoint(OnvifCamera camera, ServiceAddress address, string? to, IReadOnlyList<XElement> parameters, TerminationTime terminationTime, DateTimeOffset ends) =>
        (_camera, _address, _to, _parameters, _terminationTime, _ends) = (camera, address, to, parameters, terminationTime, ends);

    private enum TerminationTime
    {
        Duration,
        Instant,
        None,
    }

    /// <summary>Waits for something to happen, at most about <see cref="PullTime"/>. Renews the subscription when it is time.</summary>
    /// <returns>What happened; nothing is usual.</returns>
    /// <exception cref="OnvifException">The subscription is gone (expired, forgotten by a restart, …): subscribe again.</exception>
    public async Task<IReadOnlyList<OnvifMessage>> PullAsync(CancellationToken cancellation)
    {
        var begun = _camera.Time.GetTimestamp();
        try
        {
            if (_camera.Time.GetUtcNow() >= _ends - RenewBefore)
            {
                await RenewAsync(cancellation);
            }

            begun = _camera.Time.GetTimestamp();
            var content = SoapRequest.Element("Timeout", SoapRequest.Duration(PullTime)) + SoapRequest.Element("MessageLimit", MostMessages.ToString(CultureInfo.InvariantCulture));
            var answer = await AskAsync(Operation(OnvifNames.Events, "PullMessages", "PullPointSubscription/PullMessagesRequest", content) with { Patience = PullTime }, cancellation);
            return MessageReader.Read(answer);
        }
        catch (OnvifException nothing) when (nothing.IsWithoutAnswer && _camera.Time.GetElapsedTime(begun) >= Hasty)
        {
            // Devices that end the connection when there is nothing to tell.
            return [];
        }
    }

    /// <summary>Asks the device to tell how things stand (SetSynchronizationPoint); the next pulls bring it, if it can.</summary>
    /// <exception cref="OnvifException">It is not reached.</exception>
    public async Task AskForStateAsync(CancellationToken cancellation)
    {
        try
        {
            _ = await AskAsync(Operation(OnvifNames.Events, "SetSynchronizationPoint", "PullPointSubscription/SetSynchronizationPointRequest", ""), cancellation);
        }
        catch (OnvifException unknown) when (unknown.Fault is not null)
        {
            // Then what was said last has to do.
        }
    }

    /// <summary>Takes leave, so that the device need not keep what nobody fetches. Devices hold few subscriptions.</summary>
    public async Task UnsubscribeAsync(CancellationToken cancellation)
    {
        try
        {
            _ = await AskAsync(Operation(OnvifNames.Notification, "Unsubscribe", "SubscriptionManager/UnsubscribeRequest", ""), cancellation);
        }
        catch (OnvifException gone)
        {
            // It ends by itself, in two minutes at most.
            _ = gone;
        }
    }

    internal static async Task<OnvifPullPoint> OpenAsync(OnvifCamera camera, CancellationToken cancellation)
    {
        var service = camera.Service(OnvifNames.Events)
            ?? throw new OnvifException(OnvifCause.Refused, "The camera does not tell what it notices.") { Fault = "ServiceNotSupported" };
        OnvifException? first = null;
        foreach (var (addressed, terminationTime) in Ways)
        {
            var request = new SoapRequest(OnvifNames.Events, "CreatePullPointSubscription", Write("InitialTerminationTime", terminationTime, camera))
            {
                Action = OnvifNames.Events + "/EventPortType/CreatePullPointSubscriptionRequest",
                To = addressed ? service.Url.AbsoluteUri : null,
            };
            try
            {
                return Read(camera, service, await camera.AskAsync(service, request, cancellation), addressed, terminationTime);
            }
            catch (OnvifException refused) when (refused.Cause is OnvifCause.Refused or OnvifCause.NotOnvif && refused.Status is not null)
            {
                first ??= refused;
            }
        }

        throw first!;
    }

    private static OnvifPullPoint Read(OnvifCamera camera, ServiceAddress service, XElement answer, bool addressed, TerminationTime terminationTime)
    {
        var reference = answer.Child("SubscriptionReference");
        var written = reference?.Child("Address").Text();

        // Sent back as it was written, wrong host and all: the device compares it with what it wrote.
        return new OnvifPullPoint(
            camera,
            ServiceAddress.Read(camera.Address, written, service.Url.PathAndQuery),
            addressed ? written ?? service.Url.AbsoluteUri : null,
            [.. (reference?.Child("ReferenceParameters")?.Elements() ?? []).Take(8)],
            terminationTime,
            Ends(camera, answer));
    }

    /// <summary>When it ends by our clock. A device that says nothing, or a time that is past, gets the benefit of the doubt: it is renewed in time.</summary>
    private static DateTimeOffset Ends(OnvifCamera camera, XElement answer)
    {
        var (now, current, termination) = (camera.Time.GetUtcNow(), answer.Child("CurrentTime").Instant(), answer.Child("TerminationTime").Instant());
        var left = termination - (current ?? (now + camera.ClockOffset));
        return now + (left is { } known && known > TimeSpan.FromSeconds(5) && known < TimeSpan.FromHours(1) ? known : Lifetime);
    }

    private static string Write(string name, TerminationTime form, OnvifCamera camera) => form switch
    {
        TerminationTime.Duration => SoapRequest.Element(name, SoapRequest.Duration(Lifetime)),
        TerminationTime.Instant => SoapRequest.Element(
            name, (camera.Time.GetUtcNow() + camera.ClockOffset + Lifetime).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        TerminationTime.None => "",
    };

    private async Task RenewAsync(CancellationToken cancellation)
    {
        if (!_renews)
        {
            // It lives on as long as it is asked, or it is gone and the pull says so.
            return;
        }

        try
        {
            _ends = await RenewAsync(_terminationTime == TerminationTime.None ? TerminationTime.Duration : _terminationTime, cancellation);
        }
        catch (OnvifException refused) when (refused is { Cause: OnvifCause.Refused, Fault: not null } && _terminationTime != TerminationTime.Instant)
        {
            try
            {
                _ends = await RenewAsync(TerminationTime.Instant, cancellation);
                _terminationTime = TerminationTime.Instant;
            }
            catch (OnvifException never) when (never is { Cause: OnvifCause.Refused, Fault: not null })
            {
                _renews = false;
            }
        }
        catch (OnvifException refused) when (refused is { Cause: OnvifCause.Refused, Fault: not null })
        {
            _renews = false;
        }
    }

    private async Task<DateTimeOffset> RenewAsync(TerminationTime form, CancellationToken cancellation) =>
        Ends(_camera, await AskAsync(Operation(OnvifNames.Notification, "Renew", "SubscriptionManager/RenewRequest", Write("TerminationTime", form, _camera)), cancellation));

    private SoapRequest Operation(string ns, string operation, string action, string content) => new(ns, operation, content)
    {
        // The actions of WS-BaseNotification are those of its WSDL, not of its schema.
        Action = (ns == OnvifNames.Notification ? "http://docs.oasis-open.org/wsn/bw-2" : ns) + "/" + action,
        To = _to,
        ReferenceParameters = _parameters,
    };

    private Task<XElement> AskAsync(SoapRequest request, CancellationToken cancellation) => _camera.AskAsync(_address, request, cancellation);
}
