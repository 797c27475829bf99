using System.Globalization;
using System.Xml.Linq;

namespace Vedette.Simulator.Onvif;

/// <summary>The event service with pull-points (ONVIF Core section 9), and what is wrong with those of real devices.</summary>
internal static class EventService
{
    public const string Namespace = "http://www.onvif.org/ver10/events/wsdl";
    public const string Notification = "http://docs.oasis-open.org/wsn/b-2";

    private static readonly XNamespace Own = "urn:vedette:simulator";
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestPull = TimeSpan.FromSeconds(60);

    public static async Task<string> AnswerAsync(SimulatedDevice device, SoapCall call, CancellationToken cancellation)
    {
        CheckAddressing(device, call);
        return call.Operation switch
        {
            "CreatePullPointSubscription" => Create(device, call),
            "PullMessages" => await PullAsync(device, call, cancellation),
            "Renew" => Renew(device, call),
            "Unsubscribe" => device.Unsubscribe(Id(device, call)) ? "<wsnt:UnsubscribeResponse/>" : throw SoapFault.NoPullPoint(),
            "SetSynchronizationPoint" => Synchronize(device, call),
            "GetServiceCapabilities" => """<tev:GetServiceCapabilitiesResponse><tev:Capabilities WSSubscriptionPolicySupport="true" WSPullPointSupport="true" WSPausableSubscriptionManagerInterfaceSupport="false"/></tev:GetServiceCapabilitiesResponse>""",
            "GetEventProperties" => """<tev:GetEventPropertiesResponse><tev:TopicNamespaceLocation>http://www.onvif.org/onvif/ver10/topics/topicns.xml</tev:TopicNamespaceLocation><wsnt:FixedTopicSet>true</wsnt:FixedTopicSet></tev:GetEventPropertiesResponse>""",
            _ => throw SoapFault.Unknown(call.Operation),
        };
    }

    /// <summary>The header of the answer to an addressed request.</summary>
    public static string Header(SoapCall call) => call.IsAddressed
        ? $"<wsa5:Action SOAP-ENV:mustUnderstand=\"true\">{SoapAnswer.Escape(call.Header!.Element(SoapCall.Addressing + "Action")?.Value ?? "")}Response</wsa5:Action>"
        : "";

    private static void CheckAddressing(SimulatedDevice device, SoapCall call)
    {
        var quirks = device.Quirks;
        if (quirks.HasFlag(OnvifQuirks.RefusesAddressing) && call.IsAddressed)
        {
            throw new SoapFault("MustUnderstand", "A header block is not understood", 500, "MustUnderstand");
        }

        if (quirks.HasFlag(OnvifQuirks.NeedsAddressing) && (!call.IsAddressed || (call.Operation != "CreatePullPointSubscription" && call.To != Address(device, Id(device, call)))))
        {
            throw new SoapFault("MessageAddressingHeaderRequired", "A required header representing a Message Addressing Property is not present, or names somebody else");
        }

        if (quirks.HasFlag(OnvifQuirks.NeedsActionInContentType) && !call.ContentType.Contains("action=", StringComparison.Ordinal))
        {
            throw new SoapFault("ActionNotSupported", "Content-Type names no action");
        }
    }

    private static string Create(SimulatedDevice device, SoapCall call)
    {
        var id = device.Subscribe(Lifetime(device, call, "InitialTerminationTime"));
        var parameters = device.Quirks.HasFlag(OnvifQuirks.ReferenceParameters)
            ? $"<wsa5:ReferenceParameters><vd:SubscriptionId>{id}</vd:SubscriptionId></wsa5:ReferenceParameters>"
            : "";
        return $"<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference><wsa5:Address>{Address(device, id)}</wsa5:Address>{parameters}</tev:SubscriptionReference>{Times(device, device.Find(id)!)}</tev:CreatePullPointSubscriptionResponse>";
    }

    private static string Address(SimulatedDevice device, string? id) =>
        device.Quirks.HasFlag(OnvifQuirks.UrnAddress) ? $"urn:uuid:0000-{id}"
        : device.Quirks.HasFlag(OnvifQuirks.ReferenceParameters) ? DeviceService.Write(device, "events")
        : DeviceService.Write(device, $"events?Idx={id}");

    /// <summary>By the address, the reference parameter or, where the address is none, by To.</summary>
    private static string? Id(SimulatedDevice device, SoapCall call) =>
        device.Quirks.HasFlag(OnvifQuirks.UrnAddress) ? call.To?[(call.To.LastIndexOf('-') + 1)..]
        : device.Quirks.HasFlag(OnvifQuirks.ReferenceParameters)
            ? call.Header?.Elements(Own + "SubscriptionId").FirstOrDefault(id => (string?)id.Attribute(SoapCall.Addressing + "IsReferenceParameter") is "true" or "1")?.Value
        : call.Url.Query.Replace("?Idx=", "", StringComparison.Ordinal);

    private static PullPoint Find(SimulatedDevice device, SoapCall call) => device.Find(Id(device, call)) ?? throw SoapFault.NoPullPoint();

    private static async Task<string> PullAsync(SimulatedDevice device, SoapCall call, CancellationToken cancellation)
    {
        var point = Find(device, call);
        var patience = call.Duration("Timeout") ?? TimeSpan.FromSeconds(1);
        var most = int.TryParse(call.Text("MessageLimit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? Math.Clamp(limit, 1, 100) : 10;
        var messages = await point.TakeAsync(most, patience < LongestPull ? patience : LongestPull, device.Time, cancellation);
        return messages.Count == 0 && device.Quirks.HasFlag(OnvifQuirks.ClosesEmptyPulls)
            ? throw new OperationCanceledException("Nothing to tell.")
            : $"<tev:PullMessagesResponse>{Times(device, point, "tev")}{string.Concat(messages)}</tev:PullMessagesResponse>";
    }

    private static string Renew(SimulatedDevice device, SoapCall call)
    {
        if (device.Quirks.HasFlag(OnvifQuirks.NoRenew))
        {
            throw SoapFault.Unknown(call.Operation);
        }

        var point = Find(device, call);
        device.Renew(point, Lifetime(device, call, "TerminationTime"));
        return $"<wsnt:RenewResponse>{Times(device, point)}</wsnt:RenewResponse>";
    }

    private static string Synchronize(SimulatedDevice device, SoapCall call)
    {
        _ = Find(device, call);
        if (!device.Quirks.HasFlag(OnvifQuirks.ForgetsMotionEnd))
        {
            device.Tell("Initialized");
        }

        return "<tev:SetSynchronizationPointResponse/>";
    }

    private static TimeSpan Lifetime(SimulatedDevice device, SoapCall call, string name)
    {
        if (call.Text(name) is not { } text)
        {
            return DefaultLifetime;
        }

        var isDuration = text.StartsWith('P');
        if (device.Quirks.HasFlag(OnvifQuirks.RefusesTerminationTime) || (isDuration && device.Quirks.HasFlag(OnvifQuirks.RefusesDurations)))
        {
            throw new SoapFault("UnacceptableInitialTerminationTimeFault", "The termination time is not acceptable");
        }

        var lifetime = isDuration ? call.Duration(name)!.Value
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant - device.Now
            : TimeSpan.Zero;
        return lifetime <= TimeSpan.Zero
            ? throw new SoapFault("UnacceptableInitialTerminationTimeFault", "The termination time is past")
            : lifetime < LongestLifetime ? lifetime : LongestLifetime;
    }

    private static string Times(SimulatedDevice device, PullPoint point, string prefix = "wsnt")
    {
        var ends = device.Quirks.HasFlag(OnvifQuirks.PastTermination) ? device.Now - TimeSpan.FromHours(1) : point.Ends + device.ClockOffset;
        return $"<{prefix}:CurrentTime>{Write(device.Now)}</{prefix}:CurrentTime><{prefix}:TerminationTime>{Write(ends)}</{prefix}:TerminationTime>";
    }

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
