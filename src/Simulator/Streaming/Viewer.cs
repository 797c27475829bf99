using System.Buffers;
using System.Collections.Frozen;
using Vedette.Simulator.Serving;

namespace Vedette.Simulator.Streaming;

/// <summary>A client that plays: the tracks it set up, and whether it has had its first key picture.</summary>
/// <param name="outgoing">The way to the client.</param>
/// <param name="streams">What it set up, by track index.</param>
internal sealed class Viewer(IPacketWay outgoing, FrozenDictionary<int, RtpStream> streams)
{
    private readonly Tampering _tampering = new();
    private bool _hasStarted;

    /// <summary>Sends a unit, unless the viewer still waits for a key picture.</summary>
    /// <param name="track">Index of the track.</param>
    /// <param name="unit">Counts units since the camera was switched on.</param>
    /// <param name="moment">What the camera is doing at that moment.</param>
    /// <param name="scratch">Two buffers to write in.</param>
    /// <returns>Whether it was sent.</returns>
    public bool Send(int track, long unit, in CameraMoment moment, (ArrayBufferWriter<byte> Frames, ArrayBufferWriter<byte> Spoilt) scratch)
    {
        _hasStarted |= moment.CanStart;
        if (!_hasStarted || !streams.TryGetValue(track, out var stream))
        {
            return false;
        }

        var (frames, spoilt) = scratch;
        frames.ResetWrittenCount();
        frames.Write(moment.Garbage.Span);
        stream.Write(unit, moment, frames);
        if (moment.Behaviour.Kind is BehaviourKind.Loss or BehaviourKind.WrongMarker && track == 0)
        {
            spoilt.ResetWrittenCount();
            _tampering.Copy(frames.WrittenSpan, moment.Behaviour, spoilt);
            return outgoing.Send(spoilt.WrittenSpan);
        }

        return outgoing.Send(frames.WrittenSpan);
    }

    /// <summary>Media stopped: the next to be sent is a key picture.</summary>
    public void Interrupt() => _hasStarted = false;

    /// <summary>Sends what the socket did not take before.</summary>
    public void Flush() => outgoing.Flush();
}
