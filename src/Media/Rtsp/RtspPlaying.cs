using System.Buffers;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>A session that plays: each <see cref="Turn"/> carries what has arrived from the socket to the hub, straight through.</summary>
/// <remarks>
/// Belongs here: the way of a byte, the signs of life in both directions.
/// Does not: waiting. All of it runs on the pacer's round; the task that waits for <see cref="Ended"/> touches nothing before that.
/// </remarks>
internal sealed class RtspPlaying(
    RtspDialogue dialogue, RtspReady ready, StreamHub hub, SourceCounters counters, SourceTimeouts timeouts, TimeProvider time, CancellationToken cancellation)
{
    private const int MaxReadsPerTurn = 8;
    private static readonly byte[] EmptyReceiverReport = [0x80, 201, 0, 1, 0x56, 0x65, 0x64, 0x65];

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamAssembler _assembler = new(ready.Video.Parameters!, ready.Audio?.Format, counters);
    private readonly TimeSpan _keepAlivePeriod = (dialogue.Session?.Timeout ?? TimeSpan.FromSeconds(60)) / 2;
    private byte[] _tail = [];          // rented while the last read ended within an item, else empty
    private int _tailLength;
    private long _now = time.GetTimestamp();
    private long _lastPicture = time.GetTimestamp();
    private long _lastKeepAlive = time.GetTimestamp();
    private int _keepAliveNumber = -1;
    private string _keepAliveMethod = ready.KeepAliveMethod;
    private bool _hasPictures;
    private bool _isRenewed;
    private DateTimeOffset _arrival;

    /// <summary>Completes when cancelled, fails when the camera is lost.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Takes what was received before the session joined the round.</summary>
    public void TakeEarly(byte[] received)
    {
        _arrival = time.GetUtcNow();
        Keep(received.AsSpan(Take(received)));
    }

    /// <summary>Reads what has arrived; false when the session is over.</summary>
    public bool Turn(byte[] buffer)
    {
        if (cancellation.IsCancellationRequested)
        {
            dialogue.ReturnReceived(_tail.AsSpan(0, _tailLength));
            GiveBack();
            _ended.SetResult();
            return false;
        }

        try
        {
            Read(buffer);
            CheckSignsOfLife();
            return true;
        }
        catch (Exception problem)
        {
            GiveBack();
            _ended.SetException(problem);
            return false;
        }
    }

    private void Read(byte[] buffer)
    {
        dialogue.Connection.Flush();
        (_now, _arrival) = (time.GetTimestamp(), time.GetUtcNow());
        for (var read = 0; read < MaxReadsPerTurn; read++)
        {
            _tail.AsSpan(0, _tailLength).CopyTo(buffer);
            var count = dialogue.Connection.Receive(buffer.AsSpan(_tailLength));
            if (count == 0)
            {
                return;
            }

            counters.Bytes += count;
            var received = buffer.AsSpan(0, _tailLength + count);
            var isAll = received.Length < buffer.Length;
            Keep(received[Take(received)..]);
            if (isAll)
            {
                return;
            }
        }
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
        if (channel == ready.Video.Channel)
        {
            TakePacket(ready.Video, payload);
        }
        else if (channel == ready.Audio?.Channel)
        {
            TakePacket(ready.Audio, payload);
        }
        else if (channel == ready.Video.Channel + 1)
        {
            TakeReport(ready.Video, payload);
        }
        else if (channel == ready.Audio?.Channel + 1)
        {
            TakeReport(ready.Audio!, payload);
        }
        else
        {
            counters.Ignored++;
        }
    }

    private void TakePacket(RtspTrack track, ReadOnlySpan<byte> bytes)
    {
        if (!RtpPacket.TryRead(bytes, out var packet))
        {
            counters.Malformed++;
            return;
        }

        if (!track.Receiver.Take(packet, out var lost))
        {
            counters.Ignored++;
            return;
        }

        counters.Packets++;
        var malformed = track.Depacketizer.Malformed;
        track.Depacketizer.Push(packet, lost);
        counters.Malformed += track.Depacketizer.Malformed - malformed;
        if (track.IsVideo)
        {
            counters.Lost += lost;
            _lastPicture = _now;
            _hasPictures = true;
        }

        while (track.Depacketizer.TryTake(out var unit))
        {
            if (track.IsVideo)
            {
                _assembler.TakeVideo(unit, _arrival, hub);
            }
            else
            {
                _assembler.TakeAudio(unit, _arrival, hub);
            }
        }
    }

    private void TakeReport(RtspTrack track, ReadOnlySpan<byte> bytes)
    {
        // Reports of foreign sources are not the track's (Tapo C320WS).
        if (RtcpSenderReport.TryFind(bytes, out var report) && (track.Receiver.Source ?? report.Source) == report.Source)
        {
            _assembler.TakeReport(track.IsVideo, report);
        }
    }

    private void TakeMessage(RtspMessage message)
    {
        if (message.IsRequest)
        {
            dialogue.Answer(message);
            return;
        }

        if (message.CSeq != _keepAliveNumber)
        {
            return;
        }

        switch (message.Status)
        {
            case 401 when !_isRenewed && dialogue.HasCredentials:
                dialogue.TakeUpChallenge(message, wasRefused: false);
                _isRenewed = true;
                SendKeepAlive();
                break;
            case 454:
                throw new SourceException(FeedBreakCause.Closed, "The camera ended the session.");
            case >= 400 when _keepAliveMethod != "OPTIONS":
                _keepAliveMethod = "OPTIONS";
                SendKeepAlive();
                break;
            default:
                _isRenewed = false;
                break;
        }
    }

    private void CheckSignsOfLife()
    {
        if (time.GetElapsedTime(_lastPicture, _now) is var silence && silence > (_hasPictures ? timeouts.Stall : timeouts.FirstPicture))
        {
            throw new SourceException(
                FeedBreakCause.Stalled, $"The camera keeps the connection but sent no pictures for {silence.TotalSeconds:0} seconds.");
        }

        if (time.GetElapsedTime(_lastKeepAlive, _now) > _keepAlivePeriod)
        {
            SendKeepAlive();
        }
    }

    private void SendKeepAlive()
    {
        _lastKeepAlive = _now;
        _keepAliveNumber = dialogue.SendKeepAlive(_keepAliveMethod, ready.Url);

        // Some cameras wait for a receiver report as well; an empty one is enough (RFC 3550 section 6.4.2).
        var report = new ArrayBufferWriter<byte>(16);
        RtspMessage.WriteFrame((byte)(ready.Video.Channel + 1), EmptyReceiverReport, report);
        dialogue.Connection.Send(report.WrittenSpan);
    }
}
