using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>Which of the forms is taken: one that we speak and may use, at the thing's own address if there is one, else the thing's own order.</summary>
internal static class FormChoice
{
    /// <exception cref="ThingException">There is none.</exception>
    public static Form Choose(Thing thing, Affordance affordance, Operations operation, ThingSecrets secrets)
    {
        var candidates = affordance.Forms.Where(form => form.Operations.HasFlag(operation)).ToList();
        var spoken = candidates.Where(form => IsSpoken(form, operation)).ToList();
        if (spoken.Count == 0)
        {
            throw new ThingException(ThingFailure.NoForm, candidates.Count == 0
                ? $"The thing does not offer to {Words(operation)} \"{affordance.Name}\"."
                : $"The thing offers to {Words(operation)} \"{affordance.Name}\" only by protocols or in formats that are not spoken here.");
        }

        return spoken
            .OrderByDescending(form => Proof.IsPossible(thing, form, secrets))
            .ThenByDescending(form => thing.Source is { } own && Proof.IsSameOrigin(own, form.Target()!))
            .First();
    }

    /// <summary>How events come by this form; null when we do not know.</summary>
    public static Subprotocol? SubprotocolOf(Form form) => (form.Target()?.Scheme, form.Subprotocol) switch
    {
        ("ws" or "wss", null or "websocket") => Subprotocol.WebSocket,
        ("http" or "https", "websocket") => Subprotocol.WebSocket,
        ("http" or "https", "sse") => Subprotocol.ServerSentEvents,
        ("http" or "https", "longpoll") => Subprotocol.LongPoll,
        // Without a subprotocol the kind of content tells; else one answer is one event.
        ("http" or "https", null) => form.ContentType.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) ? Subprotocol.ServerSentEvents : Subprotocol.LongPoll,
        _ => null,
    };

    private static bool IsSpoken(Form form, Operations operation)
    {
        if (form.ContentCoding is not (null or "identity") || form.Target() is not { UserInfo: "" } target)
        {
            return false;
        }

        return operation is Operations.ObserveProperty or Operations.SubscribeEvent
            ? SubprotocolOf(form) is { } subprotocol && (Payload.IsSpoken(form.ContentType) || subprotocol != Subprotocol.LongPoll)
            : target.Scheme is "http" or "https" && form.Subprotocol is null && Payload.IsSpoken(form.ContentType) && Payload.IsSpoken(form.ResponseContentType ?? form.ContentType);
    }

    private static string Words(Operations operation) => operation switch
    {
        Operations.ReadProperty => "read",
        Operations.WriteProperty => "write",
        Operations.InvokeAction => "invoke",
        Operations.ObserveProperty => "observe",
        _ => "subscribe to",
    };
}
