using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>One connection after the other by which values of one affordance come.</summary>
internal sealed class SubscriptionLine(
    Exchange exchange, ThingLimits limits, TimeProvider time, Thing thing, Affordance affordance, Form form, ThingSecrets secrets)
{
    private const int Piece = 8 * 1024;
    private const int LongestId = 1024;

    private readonly Subprotocol _subprotocol = FormChoice.SubprotocolOf(form)!.Value;
    private string _lastId = "";

    /// <summary>Whether the end of the connection was no failure: the next request is due at once.</summary>
    public bool IsAskedAnew { get; private set; }

    /// <summary>The pause the thing asks for.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>Connects; what comes first is a sign of life. Ends when the connection does.</summary>
    /// <exception cref="ThingException">The connection failed.</exception>
    public IAsyncEnumerable<Incoming> ConnectAsync(CancellationToken cancellation)
    {
        IsAskedAnew = false;
        return _subprotocol switch
        {
            Subprotocol.LongPoll => PollAsync(cancellation),
            Subprotocol.ServerSentEvents => StreamAsync(cancellation),
            Subprotocol.WebSocket => ListenAsync(cancellation),
        };
    }

    private async IAsyncEnumerable<Incoming> PollAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var draft = Drafts.Of(form, affordance, HttpMethod.Get, null, null);
        Incoming incoming;
        try
        {
            var reply = await exchange.SendAsync(draft, Proof.For(thing, form, draft.Target, secrets), limits.Silence, cancellation);
            Answers.Check(reply);
            incoming = new Incoming(reply.Body.Length == 0 ? (ReadOnlyMemory<byte>?)null : reply.Body, reply.ContentType?.ToString());
        }
        catch (ThingException silent) when (silent.Failure == ThingFailure.TooSlow)
        {
            // Nothing happened while we listened: that is what long polling is like.
            incoming = default;
        }

        IsAskedAnew = true;
        yield return incoming;
    }

    private async IAsyncEnumerable<Incoming> StreamAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var draft = Drafts.Of(form, affordance, HttpMethod.Get, null, null, accept: "text/event-stream");
        if (_lastId.Length > 0)
        {
            _ = draft.TryAdd("Last-Event-ID", _lastId);
        }

        using var response = await exchange.OpenAsync(draft, Proof.For(thing, form, draft.Target, secrets), limits.Answer, cancellation);
        if (Answers.Refusal((int)response.StatusCode) is { } refusal)
        {
            throw refusal;
        }

        if (response.Content.Headers.ContentType?.MediaType is not "text/event-stream")
        {
            throw new ThingException(ThingFailure.OutputNotAsDeclared, "The thing declares server-sent events and answers with something else.");
        }

        yield return default;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var reader = new ServerSentEventReader(limits.Size);
        var buffer = new byte[Piece];
        while (await ReadAsync(stream, buffer, cancellation) is > 0 and var count)
        {
            var events = reader.Push(buffer.AsSpan(0, count));
            _lastId = reader.LastId.Length <= LongestId ? reader.LastId : "";
            Retry = reader.Retry;
            foreach (var one in events.Where(one => one.Type == "message" || one.Type == affordance.Name))
            {
                yield return new Incoming(Encoding.UTF8.GetBytes(one.Text), Payload.IsSpoken(form.ContentType) ? null : "application/json");
            }
        }
    }

    private async IAsyncEnumerable<Incoming> ListenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var draft = Drafts.Of(form, affordance, HttpMethod.Get, null, null);
        draft.Target = new UriBuilder(draft.Target) { Scheme = draft.Target.Scheme is "https" or "wss" ? "wss" : "ws" }.Uri;
        using var socket = await exchange.ConnectAsync(draft, Proof.For(thing, form, draft.Target, secrets), cancellation);
        yield return default;
        var (message, buffer) = (new ArrayBufferWriter<byte>(), new byte[Piece]);
        while (await ReceiveAsync(socket, buffer, cancellation) is { MessageType: not WebSocketMessageType.Close } received)
        {
            if (message.WrittenCount + received.Count > limits.Size)
            {
                socket.Abort();
                throw new ThingException(ThingFailure.TooBig, $"The thing sends a message of more than {limits.Size} bytes.");
            }

            message.Write(buffer.AsSpan(0, received.Count));
            if (received.EndOfMessage)
            {
                yield return new Incoming(message.WrittenSpan.ToArray(), Payload.IsSpoken(form.ContentType) ? null : "application/json");
                message.ResetWrittenCount();
            }
        }
    }

    private async Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(limits.Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await stream.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ThingException(ThingFailure.TooSlow, "The thing keeps the connection and says nothing.");
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new ThingException(ThingFailure.Unreachable, "The connection to the thing broke.", broken);
        }
    }

    private static async Task<WebSocketReceiveResult> ReceiveAsync(WebSocket socket, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await socket.ReceiveAsync(new ArraySegment<byte>(buffer), cancellation);
        }
        catch (Exception broken) when (broken is WebSocketException or IOException || (broken is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ThingException(ThingFailure.Unreachable, "The connection to the thing broke.", broken);
        }
    }
}
