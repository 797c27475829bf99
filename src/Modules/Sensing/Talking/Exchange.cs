using System.Net.WebSockets;
using Vedette.Platform.Outbound;

namespace Vedette.Sensing.Talking;

/// <summary>Sends a draft and proves who sends it; tells what went wrong in the words of things.</summary>
internal sealed class Exchange(OutboundHttp outbound, ThingLimits limits)
{
    /// <summary>Sends and waits for the whole answer, whatever its status.</summary>
    /// <param name="draft">What to send.</param>
    /// <param name="proof">What proves who sends it.</param>
    /// <param name="patience">How long the answer may take.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ThingException">There is none.</exception>
    public async Task<OutboundReply> SendAsync(Draft draft, Proof proof, TimeSpan patience, CancellationToken cancellation)
    {
        proof.Apply(draft);
        var bounds = new OutboundLimits(patience, limits.Size);
        var reply = await SendAsync(draft, authorization: null, bounds, cancellation);
        return (int)reply.Status == 401 && proof.Answer(reply.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()), draft) is { } authorization
            ? await SendAsync(draft, authorization, bounds, cancellation)
            : reply;
    }

    /// <summary>Sends as it is, with an Authorization line or without.</summary>
    /// <exception cref="ThingException">There is no answer.</exception>
    public async Task<OutboundReply> SendAsync(Draft draft, string? authorization, OutboundLimits bounds, CancellationToken cancellation)
    {
        try
        {
            using var request = draft.Request(authorization);
            return await outbound.SendAsync(request, bounds, cancellation);
        }
        catch (OutboundException failed)
        {
            throw Translate(failed, draft.Target);
        }
    }

    /// <summary>Sends and returns when the headers are there; the answer is the caller's to read and to dispose.</summary>
    /// <exception cref="ThingException">There is no answer.</exception>
    public async Task<HttpResponseMessage> OpenAsync(Draft draft, Proof proof, TimeSpan patience, CancellationToken cancellation)
    {
        proof.Apply(draft);
        var response = await OpenAsync(draft, authorization: null, patience, cancellation);
        if ((int)response.StatusCode == 401 && proof.Answer(response.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()), draft) is { } authorization)
        {
            response.Dispose();
            return await OpenAsync(draft, authorization, patience, cancellation);
        }

        return response;
    }

    /// <summary>Opens a WebSocket.</summary>
    /// <exception cref="ThingException">There is none to be had.</exception>
    public async Task<WebSocket> ConnectAsync(Draft draft, Proof proof, CancellationToken cancellation)
    {
        if (proof.AwaitsChallenge)
        {
            throw new ThingException(ThingFailure.NoWayIn, "The thing wants a digest before it opens a WebSocket. That is not spoken here.");
        }

        proof.Apply(draft);
        try
        {
            return await outbound.ConnectAsync(
                draft.Target,
                options =>
                {
                    foreach (var (name, value) in draft.Headers)
                    {
                        options.SetRequestHeader(name, value);
                    }

                    options.KeepAliveInterval = limits.Answer;
                    options.KeepAliveTimeout = limits.Answer;
                },
                limits.Answer,
                cancellation);
        }
        catch (OutboundException failed)
        {
            throw Translate(failed, draft.Target);
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(Draft draft, string? authorization, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            // What has no end is read from its own stream later on; the request is not needed for that.
            using var request = draft.Request(authorization);
            return await outbound.OpenAsync(request, patience, cancellation);
        }
        catch (OutboundException failed)
        {
            throw Translate(failed, draft.Target);
        }
    }

    private static ThingException Translate(OutboundException failed, Uri target) => failed.Failure switch
    {
        OutboundFailure.AddressNotAllowed => new(ThingFailure.AddressNotAllowed, failed.Message, failed),
        OutboundFailure.TimedOut => new(ThingFailure.TooSlow, $"The thing at {target.Authority} takes too long to answer.", failed),
        OutboundFailure.TooLarge => new(ThingFailure.TooBig, $"The thing at {target.Authority} sends more than is taken: {failed.Message}", failed),
        OutboundFailure.Malformed => new(ThingFailure.Failed, $"The thing at {target.Authority} does not answer as it should: {failed.Message}", failed),
        _ => new(ThingFailure.Unreachable, $"The thing at {target.Authority} cannot be reached: {failed.Message}", failed),
    };
}
