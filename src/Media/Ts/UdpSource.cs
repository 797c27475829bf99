using Vedette.Media.Http;
using Vedette.Media.Sources;

namespace Vedette.Media.Ts;

/// <summary>Opens an MPEG transport stream that is sent to us over UDP.</summary>
internal static class UdpSource
{
    /// <summary>Opens the port; whether anything comes shows while playing.</summary>
    /// <exception cref="SourceException">Nothing can be received there.</exception>
    public static TsSession Open(SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time)
    {
        var input = UdpInput.Open(endpoint, timeouts, time);
        return new TsSession("MPEG-TS over UDP", input.ReceiveAsync, input, time);
    }

    /// <summary>Listens up to the first picture.</summary>
    /// <exception cref="SourceException">What is wrong, in words.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<SourceProbe> ProbeAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        await using var session = Open(endpoint, timeouts, time);
        await session.LookAsync(cancellation);
        return HttpSource.ProbeOf(session.Video, session.Audio, session.IgnoredAudio);
    }
}
