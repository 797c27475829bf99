using System.Buffers;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>A session that plays: each <see cref="Turn"/> carries what has arrived from the sockets to the hub, straight through.</summary>
/// <remarks>
/// Belongs here: the way of a byte, the signs of life in both directions.
/// Does not: waiting. All of it runs on the pacer's round; the task that waits for <see cref="Ended"/> touches nothing before that.
/// </remarks>
internal sealed class RtspPlaying
{
    private const int MaxReadsPerTurn = 8;
    private const int MaxMessagesPerTurn = 64;
    private const long QuietBytes = 192 * 1024;         // a tenth of a second of 16 Mbit/s; a larger picture is on its way
    private static readonly TimeSpan QuietFrom = TimeSpan.FromSeconds(10);  // what is timed by the first arrivals is timed well
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(5);    // RFC 3550 section 6.2

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RtspDialogue _dialogue;
    private readonly StreamHub _hub;
    private readonly SourceCounters _counters;
    private readonly SourceTimeouts _timeouts;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly KeepAlive _keepAlive;
    private readonly TrackIntake _video;
    private readonly TrackIntake? _audio;
    private readonly UdpReader? _videoPorts;
    private readonly UdpReader? _audioPorts;
    private readonly long _start;
    private byte[] _tail = [];          // rented while the last read ended within an item, else empty
    private int _tailLength;
    private TimeSpan _now;
    private TimeSpan _lastPicture;
    private TimeSpan _lastReport;
    private bool _hasPackets;
    private bool _hasPictures;
    private int _messages;
    private long _turnBytes;
    private DateTimeOffset _arrival;

    public RtspPlaying(
        RtspDialogue dialogue, RtspReady ready, StreamHub hub, SourceCounters counters, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
    {
        (_dialogue, _hub, _counters, _timeouts, _time, _cancellation) = (dialogue, hub, counters, timeouts, time, cancellation);
        _keepAlive = new KeepAlive(dialogue, ready);
        var assembler = new StreamAssembler(ready.Video.Parameters!, ready.Audio?.Format, counters);
        _video = new TrackIntake(ready.Video, assembler, hub, counters);
        _audio = ready.Audio is null ? null : new TrackIntake(ready.Audio, assembler, hub, counters);
        _videoPorts = ready.Video.Ports is { } video ? new UdpReader(_video, video, counters) : null;
        _audioPorts = ready.Audio?.Ports is { } audio ? new UdpReader(_audio!, audio, counters) : null;
        _start = time.GetTimestamp();
    }

    /// <summary>Completes when cancelled, fails when the camera is lost.</summary>
    public Task Ended => _ended.Task;

    /// <summary>
    /// Whether a tenth of a second may lie between two turns: nobody watches, and the socket, which holds what arrives meanwhile, had little to
    /// give. Each turn costs a system call and a cold start on what was cached of the camera, whatever it finds.
    /// </summary>
    public bool IsQuiet => !_hub.IsWatched && _turnBytes <= QuietBytes && _now >= QuietFrom && _videoPorts is null;

    /// <summary>Takes what was received before the session joined the round.</summary>
    public void TakeEarly(byte[] received)
    {
        _arrival = _time.GetUtcNow();
        Keep(received.AsSpan(Take(received)));
    }

    /// <summary>Reads what has arrived; false when the session is over.</summary>
    public bool Turn(byte[] buffer)
    {
        if (_cancellation.IsCancellationRequested)
        {
            _dialogue.ReturnReceived(_tail.AsSpan(0, _tailLength));
            End();
            _ended.SetResult();
            return false;
        }

        try
        {
            (_now, _arrival, _messages, _turnBytes) = (_time.GetElapsedTime(_start), _time.GetUtcNow(), 0, 0);
            Read(buffer);
            ReadDatagrams(buffer);
            CheckSignsOfLife();
            return true;
        }
        catch (Exception problem)
        {
            End();
            _ended.SetException(problem);
            return false;
        }
    }

    private void Read(byte[] buffer)
    {
        _dialogue.Connection.Flush();
        for (var read = 0; read < MaxReadsPerTurn; read++)
        {
            _tail.AsSpan(0, _tailLength).CopyTo(buffer);
            var count = _dialogue.Connection.Receive(buffer.AsSpan(_tailLength));
            if (count == 0)
            {
                return;
            }

            _counters.Bytes += count;
            _turnBytes += count;
            var received = buffer.AsSpan(0, _tailLength + count);
            var isAll = received.Length < buffer.Length;
            Keep(received[Take(received)..]);
            if (isAll)
            {
                return;
            }
        }
    }

    private void ReadDatagrams(byte[] buffer)
    {
        if (_videoPorts is not null && _videoPorts.Read(buffer, _now, _arrival))
        {
            NotePicture();
        }

        _ = _audioPorts?.Read(buffer, _now, _arrival);
    }

    private int Take(ReadOnlySpan<byte> received)
    {
        var reader = new RtspMessageReader(received);
        while (reader.Read() is var kind && kind != RtspItemKind.Incomplete)
        {
            if (kind == RtspItemKind.Frame)
            {
                TakeFrame(reader.Channel, reader.Payload);
            }
            else
            {
                TakeMessage(reader.Message);
            }
        }

        return reader.Consumed;
    }

    private void TakeMessage(RtspMessage message)
    {
        if (++_messages > MaxMessagesPerTurn)
        {
            throw SourceException.Malformed("The camera floods the connection with messages.");
        }

        _dialogue.Note(message);
        if (message.IsRequest)
        {
            _dialogue.Answer(message);
        }
        else
        {
            _keepAlive.TakeAnswer(message);
        }
    }

    /// <summary>The unfinished rest waits in memory of its own, so that the large buffer can serve the next camera.</summary>
    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_tail.Length < rest.Length)
        {
            GiveBack();
            _tail = ArrayPool<byte>.Shared.Rent(rest.Length);
        }

        rest.CopyTo(_tail);
        _tailLength = rest.Length;
    }

    private void End()
    {
        GiveBack();
        _video.Clear();
        _audio?.Clear();
    }

    private void GiveBack()
    {
        if (_tail.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_tail);
        }

        (_tail, _tailLength) = ([], 0);
    }

    private void TakeFrame(byte channel, ReadOnlySpan<byte> payload)
    {
        if (channel == _video.Track.Channel && _videoPorts is null)
        {
            if (_video.Take(payload, _now, _arrival))
            {
                NotePicture();
            }
        }
        else if (_audio is not null && channel == _audio.Track.Channel && _audioPorts is null)
        {
            _ = _audio.Take(payload, _now, _arrival);
        }
        else if (channel == _video.Track.Channel + 1 && _videoPorts is null)
        {
            _ = _video.TakeReport(payload, _now, _arrival);
        }
        else if (_audio is not null && channel == _audio.Track.Channel + 1 && _audioPorts is null)
        {
            _ = _audio.TakeReport(payload, _now, _arrival);
        }
        else
        {
            _counters.Ignored++;
        }
    }

    private void NotePicture() => (_lastPicture, _hasPictures) = (_now, true);

    private void CheckSignsOfLife()
    {
        var silence = _now - _lastPicture;
        if (!_hasPackets)
        {
            CheckStart();
        }
        else if (silence > (_hasPictures ? _timeouts.Stall : _timeouts.FirstPicture))
        {
            throw new SourceException(
                FeedBreakCause.Stalled, $"The camera keeps the connection but sent no pictures for {silence.TotalSeconds:0} seconds.");
        }
        else if (_counters.KeyUnits == 0 && _now > _timeouts.FirstKey)
        {
            throw new SourceException(
                FeedBreakCause.NoKeyPicture, $"Pictures arrive, but for {_now.TotalSeconds:0} seconds none that playing can start on.");
        }

        _keepAlive.SendIfDue(_now);
        if (_now - _lastReport > ReportPeriod)
        {
            _lastReport = _now;
            Report(_video, _videoPorts);
            Report(_audio, _audioPorts);
        }
    }

    /// <summary>A camera that agreed to play and sends nothing at all is soon given up; one that did so before may just be slow.</summary>
    private void CheckStart()
    {
        var memory = CameraMemory.For(_time);
        if (_counters.Video.Packets + _counters.Audio.Packets > 0)
        {
            _hasPackets = true;
            memory.NoteStart(_dialogue.Camera, isSlow: _now > _timeouts.FirstPacket);
        }
        else if (_now > _timeouts.FirstPicture || (_now > _timeouts.FirstPacket && !memory.StartsSlowly(_dialogue.Camera)))
        {
            memory.NoteStart(_dialogue.Camera, isSlow: true);
            throw new SourceException(FeedBreakCause.Stalled, $"The camera agreed to play but sent nothing for {_now.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Some cameras end a stream nobody reports on, over TCP as well.</summary>
    private void Report(TrackIntake? track, UdpReader? ports)
    {
        if (ports is not null)
        {
            ports.Report(_now);
        }
        else if (track is not null)
        {
            Span<byte> frame = stackalloc byte[4 + RtcpReceiverReport.MaxBytes];
            var length = track.WriteReport(frame[4..], _now);
            (frame[0], frame[1], frame[2], frame[3]) = ((byte)'$', (byte)(track.Track.Channel + 1), 0, (byte)length);
            _dialogue.Connection.Send(frame[..(4 + length)]);
        }
    }
}
