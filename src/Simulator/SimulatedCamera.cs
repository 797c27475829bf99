using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Vedette.Simulator.Onvif;
using Vedette.Simulator.Serving;
using Vedette.Simulator.Streaming;

namespace Vedette.Simulator;

/// <summary>One camera: a clip that loops forever, those who watch it, and how it behaves.</summary>
/// <remarks>
/// Belongs here: the camera's own time line, which goes on whether anybody watches or not.
/// Does not: waiting for a client.
/// </remarks>
public sealed class SimulatedCamera
{
    private const int GarbageBytes = 700;
    private static readonly TimeSpan JumpLength = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyList<Track> _tracks;
    private readonly CameraClock _clock;
    private readonly DateTimeOffset _firstPicture;
    private readonly long[] _next;
    private readonly (ArrayBufferWriter<byte> Frames, ArrayBufferWriter<byte> Spoilt) _scratch = (new(), new());
    private readonly Lock _gate = new();
    private readonly HashSet<RtspConnection> _connections = [];
    private readonly Random _noise = new(20_480);
    private ImmutableDictionary<RtspConnection, Viewer> _viewers = ImmutableDictionary<RtspConnection, Viewer>.Empty;
    private RtspListener? _ownListener;
    private Order _order = new(Behaviour.Normal, Ends: null, Jump: TimeSpan.Zero);
    private long _framesSent;
    private long _keyFramesSent;
    private long _sessions;

    internal SimulatedCamera(string name, string title, IReadOnlyList<Track> tracks, CameraClock clock, TimeSpan delay)
    {
        (Name, Title, _tracks, _clock, _firstPicture) = (name, title, tracks, clock, clock.SwitchedOn + delay);
        _next = new long[tracks.Count];
    }

    /// <summary>The name in its URL: <c>cam1</c>, <c>cam2</c>, …</summary>
    public string Name { get; }

    /// <summary>What is burnt into its pictures.</summary>
    public string Title { get; }

    /// <summary>Where it is watched, without credentials.</summary>
    public Uri Url { get; internal set; } = null!;

    /// <summary>Its small stream, by itself like a camera, or null when it has none.</summary>
    public SimulatedCamera? Sub { get; internal set; }

    /// <summary>Its ONVIF side, or null when the simulator serves none.</summary>
    public SimulatedDevice? Onvif { get; internal set; }

    /// <summary>Pictures sent since the start, each counted once for every viewer it was sent to.</summary>
    public long FramesSent => Interlocked.Read(ref _framesSent);

    /// <summary>How many of <see cref="FramesSent"/> were key pictures.</summary>
    public long KeyFramesSent => Interlocked.Read(ref _keyFramesSent);

    /// <summary>How often somebody began to watch since the start.</summary>
    public long Sessions => Interlocked.Read(ref _sessions);

    /// <summary>How many watch now.</summary>
    public int Viewers => Volatile.Read(ref _viewers).Count;

    /// <summary>How it behaves.</summary>
    public Behaviour Behaviour => Volatile.Read(ref _order).Behaviour;

    /// <summary>Tells it to behave in another way.</summary>
    /// <param name="kind">How.</param>
    /// <param name="duration">For how long, then normally again; null means until told otherwise.</param>
    public void Behave(BehaviourKind kind, TimeSpan? duration = null) => Behave(new Behaviour(kind, duration));

    /// <summary>Tells it to behave in another way.</summary>
    public void Behave(Behaviour behaviour)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(behaviour.EveryNth, 2);
        lock (_gate)
        {
            Follow(behaviour);
        }
    }

    internal void ListenOn(RtspListener listener) => _ownListener = listener;

    /// <summary>The session description (RFC 4566) of what it offers now.</summary>
    internal string Describe()
    {
        var text = new StringBuilder($"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns={Title}\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\na=range:npt=now-\r\n");
        for (var i = 0; i < _tracks.Count; i++)
        {
            if (IsOffered(_tracks[i]))
            {
                text.Append(_tracks[i].Sdp).Append(CultureInfo.InvariantCulture, $"a=control:trackID={i}\r\n");
            }
        }

        return text.ToString();
    }

    internal Track? TrackAt(int index) => index < _tracks.Count && IsOffered(_tracks[index]) ? _tracks[index] : null;

    internal void Remember(RtspConnection connection)
    {
        lock (_gate)
        {
            _connections.Add(connection);
        }
    }

    internal void Forget(RtspConnection connection)
    {
        Hide(connection);
        lock (_gate)
        {
            _connections.Remove(connection);
        }
    }

    internal void Show(RtspConnection connection, Viewer viewer)
    {
        Interlocked.Increment(ref _sessions);
        ImmutableInterlocked.AddOrUpdate(ref _viewers, connection, viewer, (_, _) => viewer);
    }

    internal void Hide(RtspConnection connection) => ImmutableInterlocked.TryRemove(ref _viewers, connection, out _);

    /// <summary>Sends what is due. Called by the pacer only, one call after the other.</summary>
    internal void Tick(DateTimeOffset now)
    {
        if (Volatile.Read(ref _order) is { Ends: { } end } order && now >= end)
        {
            Finish(order);
        }

        var viewers = Volatile.Read(ref _viewers);
        foreach (var viewer in viewers.Values)
        {
            viewer.Flush();
        }

        for (var track = 0; track < _tracks.Count; track++)
        {
            SendDue(track, now - _firstPicture, viewers);
        }
    }

    private void SendDue(int track, TimeSpan elapsed, ImmutableDictionary<RtspConnection, Viewer> viewers)
    {
        var last = _tracks[track].LastDueAt(elapsed);
        if (viewers.IsEmpty)
        {
            _next[track] = last + 1;
        }

        for (; _next[track] <= last; _next[track]++)
        {
            SendUnit(track, _next[track], viewers);
        }
    }

    private void SendUnit(int trackIndex, long unit, ImmutableDictionary<RtspConnection, Viewer> viewers)
    {
        var track = _tracks[trackIndex];
        var order = Volatile.Read(ref _order);
        var behaviour = order.Behaviour;
        var isKeyPicture = track.IsVideo && track.UnitAt(unit).IsKey;

        // Sound alone would start a recording in which nothing can be seen; it waits for the picture unless there is none.
        var canStart = isKeyPicture || behaviour.Kind == BehaviourKind.NoVideo;
        var moment = new CameraMoment(_firstPicture + track.DueTime(unit), canStart, order.Jump, behaviour, TakeGarbage(track, order));
        foreach (var viewer in viewers.Values)
        {
            if (behaviour.Kind == BehaviourKind.Stall)
            {
                viewer.Interrupt();
            }
            else if (viewer.Send(trackIndex, unit, moment, _scratch) && track.IsVideo)
            {
                Interlocked.Increment(ref _framesSent);
                Interlocked.Add(ref _keyFramesSent, isKeyPicture ? 1 : 0);
            }
        }
    }

    private byte[] TakeGarbage(Track track, Order order)
    {
        if (order.Behaviour.Kind != BehaviourKind.Garbage || !track.IsVideo)
        {
            return [];
        }

        if (order.Behaviour.Duration is null)
        {
            Finish(order);
        }

        var bytes = new byte[GarbageBytes];
        _noise.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Back to normal, unless told something else meanwhile.</summary>
    private void Finish(Order order)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_order, order))
            {
                Follow(Behaviour.Normal);
            }
        }
    }

    private void Follow(Behaviour behaviour)
    {
        var (wasRefusing, refuses) = (_order.Behaviour.Kind == BehaviourKind.Refuse, behaviour.Kind == BehaviourKind.Refuse);
        if (wasRefusing && !refuses)
        {
            _ownListener?.Accept();
        }
        else if (refuses && !wasRefusing)
        {
            _ownListener?.Refuse();
        }

        var jump = _order.Jump + (behaviour.Kind == BehaviourKind.TimeJump ? JumpLength : TimeSpan.Zero);
        Volatile.Write(ref _order, new Order(behaviour.IsMomentary ? Behaviour.Normal : behaviour, _clock.Now + behaviour.Duration, jump));
        foreach (var connection in behaviour.ClosesConnections ? [.. _connections] : Array.Empty<RtspConnection>())
        {
            connection.Outgoing.Close();
        }
    }

    private bool IsOffered(Track track) => !track.IsVideo || Behaviour.Kind != BehaviourKind.NoVideo;

    /// <summary>How it behaves, until when, and how far its media clock is ahead by now.</summary>
    private sealed record Order(Behaviour Behaviour, DateTimeOffset? Ends, TimeSpan Jump);
}
