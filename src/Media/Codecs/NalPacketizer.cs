using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs;

/// <summary>
/// What the payload formats of H.264 and H.265 share: a NAL unit alone in a packet, cut into several, or, for parameter sets
/// that follow one another, several in one.
/// </summary>
/// <param name="packets">Writes the packets.</param>
/// <param name="maxPayloadBytes">Most payload bytes of a packet.</param>
/// <param name="parameterSets">NAL units behind their lengths, to go before key pictures that bring none; may be empty.</param>
public abstract class NalPacketizer(RtpPacketWriter packets, int maxPayloadBytes, ReadOnlyMemory<byte> parameterSets)
    : Packetizer(packets, maxPayloadBytes)
{
    private const int LengthBytes = 4;
    private const int AggregatedLengthBytes = 2;
    private const int MaxFragmentHeaderBytes = 3;

    private readonly byte[] _aggregate = new byte[maxPayloadBytes];

    /// <summary>Whether parameter sets that follow one another share a packet; most cameras send each in one of its own.</summary>
    public bool Aggregates { get; init; } = true;

    /// <summary>Bytes of a NAL unit's header.</summary>
    protected abstract int HeaderBytes { get; }

    /// <inheritdoc/>
    public sealed override void Write(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to) => Write(unit, timestamp, endsUnit: true, to);

    /// <inheritdoc/>
    public sealed override void WriteKey(ReadOnlySpan<byte> unit, uint timestamp, IBufferWriter<byte> to)
    {
        if (!BringsParameterSets(unit))
        {
            Write(parameterSets.Span, timestamp, endsUnit: false, to);
        }

        Write(unit, timestamp, endsUnit: true, to);
    }

    /// <summary>Whether the NAL unit is a parameter set.</summary>
    protected abstract bool IsParameterSet(ReadOnlySpan<byte> nal);

    /// <summary>Makes or changes the header of an aggregate so that it counts for <paramref name="nal"/> too.</summary>
    protected abstract void JoinAggregate(Span<byte> header, ReadOnlySpan<byte> nal, bool isFirst);

    /// <summary>Writes the headers of a piece of <paramref name="nal"/> and says how long they are.</summary>
    protected abstract int StartFragment(Span<byte> header, ReadOnlySpan<byte> nal, bool isFirst, bool isLast);

    private void Write(ReadOnlySpan<byte> unit, uint timestamp, bool endsUnit, IBufferWriter<byte> to)
    {
        while (!unit.IsEmpty)
        {
            if (Aggregates && Aggregate(ref unit) is > 0 and var length)
            {
                Packets.Write(timestamp, endsUnit && unit.IsEmpty, [], _aggregate.AsSpan(0, length), to);
                continue;
            }

            var nal = Next(unit);
            unit = unit[(LengthBytes + nal.Length)..];
            WriteNal(nal, timestamp, endsUnit && unit.IsEmpty, to);
        }
    }

    private void WriteNal(ReadOnlySpan<byte> nal, uint timestamp, bool isLast, IBufferWriter<byte> to)
    {
        if (nal.Length <= MaxPayloadBytes)
        {
            Packets.Write(timestamp, isLast, [], nal, to);
            return;
        }

        Span<byte> header = stackalloc byte[MaxFragmentHeaderBytes];
        var isFirst = true;
        for (var rest = nal[HeaderBytes..]; !rest.IsEmpty; isFirst = false)
        {
            var most = MaxPayloadBytes - HeaderBytes - 1;
            var length = StartFragment(header, nal, isFirst, rest.Length <= most);
            var piece = rest[..Math.Min(rest.Length, most)];
            rest = rest[piece.Length..];
            Packets.Write(timestamp, isLast && rest.IsEmpty, header[..length], piece, to);
        }
    }

    /// <summary>Puts the parameter sets that come next together, as many as fit; 0 and nothing taken when they are fewer than two.</summary>
    private int Aggregate(ref ReadOnlySpan<byte> unit)
    {
        var (at, count) = (HeaderBytes, 0);
        var rest = unit;
        while (!rest.IsEmpty)
        {
            var nal = Next(rest);
            if (!IsParameterSet(nal) || at + AggregatedLengthBytes + nal.Length > MaxPayloadBytes)
            {
                break;
            }

            JoinAggregate(_aggregate, nal, isFirst: count == 0);
            BinaryPrimitives.WriteUInt16BigEndian(_aggregate.AsSpan(at), (ushort)nal.Length);
            nal.CopyTo(_aggregate.AsSpan(at + AggregatedLengthBytes));
            at += AggregatedLengthBytes + nal.Length;
            rest = rest[(LengthBytes + nal.Length)..];
            count++;
        }

        if (count < 2)
        {
            return 0;
        }

        unit = rest;
        return at;
    }

    private bool BringsParameterSets(ReadOnlySpan<byte> unit)
    {
        while (!unit.IsEmpty)
        {
            var nal = Next(unit);
            if (IsParameterSet(nal))
            {
                return true;
            }

            unit = unit[(LengthBytes + nal.Length)..];
        }

        return false;
    }

    private ReadOnlySpan<byte> Next(ReadOnlySpan<byte> unit)
    {
        var length = unit.Length < LengthBytes ? int.MaxValue : BinaryPrimitives.ReadInt32BigEndian(unit);
        return length >= HeaderBytes && length <= unit.Length - LengthBytes
            ? unit.Slice(LengthBytes, length)
            : throw new ArgumentException("The unit is not a sequence of NAL units behind their lengths.", nameof(unit));
    }
}
