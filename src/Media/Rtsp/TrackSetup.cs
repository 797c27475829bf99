using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>Agrees with a camera on the way its packets take: interleaved in the connection, or to a pair of UDP ports. All tracks go one way.</summary>
/// <param name="dialogue">The connection.</param>
/// <param name="baseUrl">What controls are appended to.</param>
/// <param name="endpoint">What was wished for.</param>
/// <param name="askAsync">Asks SETUP of a URL with a Transport header.</param>
/// <param name="announced">Where to note the sources the camera announces.</param>
internal sealed class TrackSetup(
    RtspDialogue dialogue, string baseUrl, SourceEndpoint endpoint, Func<string, string, Task<RtspMessage>> askAsync, AnnouncedSources announced)
{
    // What is to be encrypted does not go beside the connection.
    private readonly bool _mayChange = endpoint.Transport is SourceTransport.Auto or SourceTransport.Udp && !RtspConnector.IsEncrypted(endpoint.Url);
    private bool _isUdp = endpoint.Transport is SourceTransport.Udp && !RtspConnector.IsEncrypted(endpoint.Url);
    private bool _isAgreed;

    /// <summary>Sets a track up; what was agreed on is with the track afterwards.</summary>
    /// <returns>The camera's answer, good or bad.</returns>
    /// <exception cref="SourceException">The camera wants to send in a way that cannot be received, or cannot be asked.</exception>
    public async Task<RtspMessage> RunAsync(RtspTrack track, byte channel)
    {
        var answer = await AskAsync(track, channel);
        var mayChange = !_isAgreed && _mayChange;
        if (answer is null || (mayChange && IsOtherWayWorthTrying(answer.Status)))
        {
            if (!mayChange)
            {
                throw new SourceException(FeedBreakCause.Refused, "The camera wants to send in a way it was not asked for. Try another transport.");
            }

            _isUdp = !_isUdp;
            endpoint.Transcript?.Note(_isUdp ? "fell back to UDP" : "fell back to TCP");
            answer = await AskAsync(track, channel)
                ?? throw new SourceException(FeedBreakCause.Refused, "The camera sends neither over TCP nor over UDP as it is asked to.");
        }

        _isAgreed |= answer.Status / 100 == 2;
        return answer;
    }

    /// <summary>461 is the word for it; some say 400, 406, 501 or 551.</summary>
    private static bool IsOtherWayWorthTrying(int status) => status is 461 or 400 or 406 or 501 or 551;

    /// <summary>The camera's answer, or null when it agreed to something that was not asked for.</summary>
    private async Task<RtspMessage?> AskAsync(RtspTrack track, byte channel)
    {
        var url = ControlUrl.Join(baseUrl, track.Media.Control);
        var ports = _isUdp ? UdpPair.Open(dialogue.Connection.LocalAddress) : null;
        try
        {
            var answer = await askAsync(url, ports is null ? TransportHeader.AskTcp(channel) : TransportHeader.AskUdp(ports));
            if (answer.Status / 100 != 2)
            {
                return answer;
            }

            var agreed = TransportHeader.Read(answer.Headers["Transport"]);
            if (agreed.IsMulticast || (ports is null && agreed is { Channel: null, ServerPort: > 0 }))
            {
                return null;
            }

            announced.Add(answer.Headers["Transport"]);
            track.Receiver.Gate.Announced = announced;
            track.Channel = agreed.Channel ?? channel;
            if (ports is not null && agreed.Channel is null)
            {
                ports.Expect(dialogue.Connection.CameraAddress, agreed);
                (track.Ports, ports) = (ports, null);
            }

            return answer;
        }
        finally
        {
            ports?.Dispose();
        }
    }
}
