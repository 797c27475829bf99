using Vedette.Media.Hub;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>One playing connection to a camera (RFC 2326), RTP interleaved in it or beside it over UDP.</summary>
/// <remarks>
/// Belongs here: the life of the connection, from the first question to TEARDOWN.
/// Does not: trying again; who lost a camera opens a new session.
/// </remarks>
public sealed class RtspSession : ICameraSession
{
    // Short, so that the first key picture does not outgrow what the kernel holds.
    private static readonly TimeSpan ListenPeriod = TimeSpan.FromMilliseconds(5);

    private readonly RtspDialogue _dialogue;
    private readonly RtspReady _ready;
    private readonly SourceTimeouts _timeouts;
    private readonly TimeProvider _time;
    private bool _isGone;

    private RtspSession(RtspDialogue dialogue, RtspReady ready, SourceTimeouts timeouts, TimeProvider time) =>
        (_dialogue, _ready, _timeouts, _time) = (dialogue, ready, timeouts, time);

    /// <summary>What the camera says it sends.</summary>
    public SessionDescription Tracks => _ready.Description;

    /// <inheritdoc/>
    public string Description => SecretText.Without(_ready.SdpText);

    /// <summary>Whether media come by UDP.</summary>
    private bool IsOverUdp => _ready.Video.Ports is not null;

    /// <inheritdoc/>
    public string Transport => IsOverUdp ? "RTSP over UDP" : _dialogue.Connection.Name;

    /// <summary>Name of an audio codec that is there and left out, or null.</summary>
    public string? IgnoredAudio => _ready.Tracks.IgnoredAudio;

    /// <summary>What was seen so far.</summary>
    public SourceCounters Counters { get; } = new();

    /// <summary>Connects, describes, sets up and plays.</summary>
    /// <exception cref="SourceException">The camera cannot be reached, refuses, or sends nothing that can be recorded.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<RtspSession> OpenAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        var session = await OpenOnceAsync(endpoint, timeouts, time, cancellation);
        try
        {
            if (!session.IsOverUdp || await session.IsHeardAsync(cancellation))
            {
                return session;
            }
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        await session.DisposeAsync();
        if (endpoint.Transport != SourceTransport.Udp)
        {
            throw new SourceException(
                FeedBreakCause.Stalled, "The camera agreed to send over UDP, but nothing arrives. Is there a firewall in between?");
        }

        endpoint.Transcript?.Note("nothing arrives over UDP: fell back to TCP");
        return await OpenOnceAsync(endpoint with { Transport = SourceTransport.Tcp }, timeouts, time, cancellation);
    }

    /// <summary>Asks a camera what it offers. Plays for a moment only where the camera tells its picture size in no other way.</summary>
    /// <exception cref="SourceException">What is wrong, in words.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<SourceProbe> ProbeAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        var handshake = new RtspHandshake(endpoint, timeouts, time, cancellation);
        var (dialogue, ready) = await handshake.RunAsync();
        await using var session = new RtspSession(dialogue, ready, timeouts, time);
        var parameters = ready.Video.Parameters!;
        if (parameters.Format is null)
        {
            await handshake.PlayAsync(dialogue, ready);
            if (session.IsOverUdp && endpoint.Transport == SourceTransport.Udp && !await session.IsHeardAsync(cancellation))
            {
                await session.DisposeAsync();
                return await ProbeAsync(endpoint with { Transport = SourceTransport.Tcp }, timeouts, time, cancellation);
            }

            await session.PlayUntilKeyAsync(cancellation);
        }

        var (video, audio) = (parameters.Format, ready.Audio?.Format);
        return new SourceProbe(
            ready.Video.Codec,
            video?.Width ?? 0,
            video?.Height ?? 0,
            ready.Video.Media.FrameRate ?? parameters.FrameRate,
            audio is null ? null : new SourceProbe.AudioTrack(audio.Codec, audio.SampleRate, audio.Channels),
            ready.Tracks.IgnoredAudio);
    }

    /// <summary>
    /// Publishes units until cancelled, then takes leave of the camera (TEARDOWN) and returns. The hub is not ended and no
    /// break is published: that is the caller's. Call it once.
    /// </summary>
    /// <exception cref="SourceException">The camera was lost.</exception>
    public async Task PumpAsync(StreamHub hub, CancellationToken cancellation)
    {
        var playing = new RtspPlaying(_dialogue, _ready, hub, Counters, _timeouts, _time, cancellation);
        try
        {
            playing.TakeEarly(_dialogue.TakeReceived());
            ReadPacer.For(_time, _ready.Video.Ports?.IsRoomy ?? true).Join(playing);
            await playing.Ended;
        }
        catch (SourceException lost)
        {
            _dialogue.Note($"lost: {lost.Message}");
            _isGone = lost.Cause is FeedBreakCause.Closed or FeedBreakCause.Unreachable;
            if (_isGone)
            {
                NoteLeftBehind();
            }

            throw;
        }

        await LeaveAsync();
    }

    /// <summary>Takes leave of the camera, if it is still there, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _dialogue.Dispose();
        _ready.Tracks.Dispose();
    }

    private static async Task<RtspSession> OpenOnceAsync(
        SourceEndpoint endpoint, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        var handshake = new RtspHandshake(endpoint, timeouts, time, cancellation);
        var (dialogue, ready) = await handshake.RunAsync();
        var session = new RtspSession(dialogue, ready, timeouts, time);
        try
        {
            await handshake.PlayAsync(dialogue, ready);
            dialogue.Note($"plays by {session.Transport}");
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a packet arrives over UDP; it stays in the kernel until the session pumps.</summary>
    private async Task<bool> IsHeardAsync(CancellationToken cancellation)
    {
        var start = _time.GetTimestamp();
        while (_ready is not ({ Video.Ports.Packets.HasWaiting: true } or { Audio.Ports.Packets.HasWaiting: true }))
        {
            if (_time.GetElapsedTime(start) > _timeouts.FirstDatagram)
            {
                return false;
            }

            await Task.Delay(ListenPeriod, _time, cancellation);
        }

        return true;
    }

    /// <summary>Plays until the first key unit, whose parameter sets tell the picture's size, but not for longer than a first picture may take.</summary>
    private async Task PlayUntilKeyAsync(CancellationToken cancellation)
    {
        var hub = new StreamHub(HubLimits.Default);
        using var limit = new CancellationTokenSource(_timeouts.FirstPicture, _time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var pump = PumpAsync(hub, leaving.Token);
        await Task.WhenAny(pump, hub.OpenCursor().WaitAsync(leaving.Token).AsTask());
        await leaving.CancelAsync();
        await pump;
        hub.End();
        hub.Clear();
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Without TEARDOWN, some cameras keep sending into a dead connection until the session runs out, and count it as a viewer.</summary>
    private async Task LeaveAsync()
    {
        if (_isGone)
        {
            return;
        }

        _isGone = true;
        try
        {
            _dialogue.KeepsFrames = false;
            _ = await _dialogue.AskAsync("TEARDOWN", _ready.Url, _timeouts.Teardown, CancellationToken.None);
        }
        catch (SourceException)
        {
            // Whatever the camera makes of it, we are leaving.
            NoteLeftBehind();
        }
    }

    private void NoteLeftBehind()
    {
        if (_dialogue.Session is { } session)
        {
            CameraMemory.For(_time).NoteLeftBehind(_dialogue.Camera, session.Timeout);
        }
    }
}
