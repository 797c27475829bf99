using System.Buffers;
using System.Text;
using Vedette.Media.Hub;
using Vedette.Media.Units;

namespace Vedette.Streams.Restreaming;

/// <summary>What one client plays: a cursor on the feed, and the tracks it set up.</summary>
/// <remarks>
/// Nothing is queued for a client and nothing is copied but into the pacer's one buffer: who cannot keep up falls behind with its cursor
/// until the hub overtakes it and it goes on with the newest key picture. The camera never waits.
/// While a camera is silent the session stays: ffmpeg, GStreamer and VLC wait through silence and go on with the next key picture,
/// whereas an end is the end of a recording to them, and most recorders then come back less eagerly than the camera does.
/// </remarks>
internal sealed class RestreamSession
{
    /// <summary>How long a client may take nothing.</summary>
    public static readonly TimeSpan StuckPatience = TimeSpan.FromSeconds(15);

    /// <summary>What a client of datagrams is told it may be silent for.</summary>
    public static readonly TimeSpan LifePatience = TimeSpan.FromSeconds(60);

    private const int EnoughForOneSend = 64 * 1024;
    private const int MostUnitsOfARound = 256;

    // Clients count the time from when they last received something; so do we.
    private static readonly TimeSpan LifeGrace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly byte[] _name = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N"));
    private readonly SessionClock _clock = new();
    private readonly StreamCursor _cursor;
    private readonly RestreamTrack?[] _tracks;
    private readonly InterleavedOutgoing _connection;
    private readonly DatagramOutgoing? _datagrams;
    private readonly TimeProvider _time;
    private bool _hasStarted;
    private volatile bool _isStopped;
    private volatile bool _isEnded;
    private long _sentAt;
    private long _lifeAt;

    /// <param name="cursor">The place in the feed; disposed with the session.</param>
    /// <param name="tracks">The tracks in the stream's order; null where one was not set up.</param>
    /// <param name="connection">The client's connection, which ends with the session.</param>
    /// <param name="datagrams">The way of the packets; null when they go over the connection.</param>
    /// <param name="time">The clock.</param>
    public RestreamSession(
        StreamCursor cursor, IReadOnlyList<RestreamTrack?> tracks, InterleavedOutgoing connection, DatagramOutgoing? datagrams, TimeProvider time)
    {
        (_cursor, _tracks, _connection, _datagrams, _time) = (cursor, [.. tracks], connection, datagrams, time);
        _hasStarted = _tracks[StreamFormat.VideoTrack] is null;
        _sentAt = _lifeAt = time.GetTimestamp();
    }

    private Outgoing Way => _datagrams is null ? _connection : _datagrams;

    /// <summary>The client asked or reported something.</summary>
    public void NoteLife() => Volatile.Write(ref _lifeAt, _time.GetTimestamp());

    /// <summary>The client wants no more.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>The client may watch no more: it is told with the next round that this is the end.</summary>
    public void End() => _isEnded = true;

    /// <summary>Sends what is new. Called by the pacer alone; false when the session is over, which it then is for good.</summary>
    /// <param name="frames">A buffer to write in.</param>
    public bool Turn(ArrayBufferWriter<byte> frames)
    {
        if (!_isStopped && !_isEnded && !_connection.IsClosed && Send(frames))
        {
            return true;
        }

        Finish(frames);
        return false;
    }

    /// <summary>Gives up the place in the feed and the connection.</summary>
    public void Finish(ArrayBufferWriter<byte> frames)
    {
        if (!_isStopped && !_connection.IsClosed)
        {
            SayGoodbye(frames);
            _connection.Close();
        }

        _datagrams?.Close();
        _cursor.Dispose();
    }

    private bool Send(ArrayBufferWriter<byte> frames)
    {
        _connection.Flush();
        _datagrams?.Refill();
        Way.Flush();
        if (_connection.Stuck > StuckPatience || Way.Stuck > StuckPatience || IsLifeless())
        {
            return false;
        }

        for (var units = 0; units < MostUnitsOfARound && Way.IsClear;)
        {
            frames.ResetWrittenCount();
            var goesOn = Gather(frames, ref units, out var isUpToDate);
            if (frames.WrittenCount > 0)
            {
                NoteSending();
                Way.Send(frames.WrittenSpan);
            }

            if (!goesOn || isUpToDate)
            {
                return goesOn;
            }
        }

        return true;
    }

    /// <summary>Writes what is new until it is enough for one send; false when the feed ended or goes on in a way the client was not told of.</summary>
    private bool Gather(ArrayBufferWriter<byte> frames, ref int units, out bool isUpToDate)
    {
        isUpToDate = false;
        while (frames.WrittenCount < EnoughForOneSend)
        {
            var reading = _cursor.Read();
            if (reading.Kind == ReadingKind.Unit)
            {
                units++;
                try
                {
                    if (!TryWrite(reading.Unit!, frames))
                    {
                        return false;
                    }
                }
                finally
                {
                    reading.Unit!.Release();
                }
            }
            else if (reading.Kind is ReadingKind.None or ReadingKind.End)
            {
                isUpToDate = true;
                return reading.Kind == ReadingKind.None;
            }
        }

        return true;
    }

    private bool TryWrite(AccessUnit unit, ArrayBufferWriter<byte> frames)
    {
        var index = unit.Header.Track;
        _hasStarted |= unit.IsVideo && unit.IsKey;
        if (index >= _tracks.Length || _tracks[index] is not { } track || !_hasStarted)
        {
            return true;
        }

        if (!track.Continues(unit.Track))
        {
            return false;
        }

        track.Write(unit, _clock.TicksOf(unit.Header, unit.Track.ClockRate), _name, frames);
        return true;
    }

    private void NoteSending()
    {
        var silent = _time.GetElapsedTime(_sentAt) > Silence;
        _sentAt = _time.GetTimestamp();
        if (silent)
        {
            NoteLife();
        }
    }

    /// <summary>Whether datagrams go to somebody who does not answer. A connection tells by itself.</summary>
    private bool IsLifeless() =>
        _datagrams is not null && _time.GetElapsedTime(_sentAt) < Silence && _time.GetElapsedTime(Volatile.Read(ref _lifeAt)) > LifePatience + LifeGrace;

    private void SayGoodbye(ArrayBufferWriter<byte> frames)
    {
        frames.ResetWrittenCount();
        foreach (var track in _tracks)
        {
            track?.WriteGoodbye(frames);
        }

        if (Way.IsClear)
        {
            Way.Send(frames.WrittenSpan);
        }
    }
}
