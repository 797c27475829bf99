using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs;

/// <summary>
/// Access units of NAL units from RTP packets, bit-exact and in order: what H.264 (RFC 6184) and H.265 (RFC 7798) have in common.
/// </summary>
/// <remarks>
/// A new timestamp always ends a unit. The marker bit ends it earlier, which saves the wait for the next picture, as long
/// as the camera is not caught setting it in the middle of a picture. A picture's first slice ends a unit that already has
/// a picture, for cameras whose timestamps stand still. The two fields of a frame are one unit, however they are stamped.
/// NAL units without a picture stay with the picture that follows.
/// </remarks>
internal abstract class NalDepacketizer : Depacketizer
{
    /// <summary>No picture is larger; what claims to be is dropped.</summary>
    public const int MaxUnitBytes = 16 << 20;

    private const int None = -1;

    private readonly UnitBuffer _unit = new();
    private int _fragment = None;       // place of the length of the NAL unit being put together; None or < _unit.Length
    private int _pictureEnd;            // ≤ _unit.Length; what is behind belongs to the next picture
    private uint _timestamp;            // of the packet
    private uint _unitTimestamp;        // of the unit's picture
    private bool _hasPicture;
    private bool _isKey;
    private int _field;                 // of the field that waits for its other half, else 0
    private bool _isOversized;
    private int _lost;
    private bool _markerLies;
    private uint? _endedByMarker;       // timestamp of the unit before, if the marker ended it

    /// <inheritdoc/>
    public sealed override void Push(in RtpPacket packet, int lost)
    {
        if (lost > 0)
        {
            DropFragment();
        }

        if (packet.Timestamp != _timestamp)
        {
            End(byMarker: false);
            _timestamp = packet.Timestamp;
        }

        _lost += lost;
        _isOversized |= _unit.Length + packet.Payload.Length + 4 > MaxUnitBytes;
        if (!packet.Payload.IsEmpty && !_isOversized)
        {
            TakePayload(packet.Payload);
        }

        if (packet.Marker && !_markerLies)
        {
            End(byMarker: true);
        }
    }

    /// <inheritdoc/>
    public sealed override void CheckInvariants()
    {
        Check(_fragment == None || (_fragment >= 0 && _fragment + 4 < _unit.Length), "a fragment has a length and a header");
        Check(_pictureEnd >= 0 && _pictureEnd <= _unit.Length && _hasPicture == _pictureEnd > 0, "a picture lies within the unit");
        Check(_hasPicture || _field == 0, "a field is a picture");
        Check(_unit.Length <= MaxUnitBytes, "a unit is bounded");
        for (var rest = _unit.Written[..(_fragment == None ? _unit.Length : _fragment)]; rest.Length > 0;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            Check(length > 0 && length <= rest.Length - 4, "lengths add up");
            rest = rest[(4 + length)..];
        }
    }

    /// <summary>Takes a payload of at least one byte: a NAL unit, several, or a piece of one.</summary>
    protected abstract void TakePayload(ReadOnlySpan<byte> payload);

    /// <summary>Whether a start code may be in this NAL unit: only where cameras were seen to do so, because looking costs time.</summary>
    protected abstract bool MayHoldStartCodes(ReadOnlySpan<byte> nal);

    /// <summary>Looks into a complete NAL unit.</summary>
    protected abstract NalFacts Look(ReadOnlySpan<byte> nal);

    /// <summary>Whether a fragmented NAL unit is being put together.</summary>
    protected bool HasFragment => _fragment != None;

    /// <summary>Takes a complete NAL unit, or several with start codes between.</summary>
    protected void TakeWhole(ReadOnlySpan<byte> nal)
    {
        CloseFragment();
        var place = _unit.AppendLengthPlace();
        _unit.Append(nal);
        Finish(place);
    }

    /// <summary>Takes NAL units of which each is behind its length in two bytes and, behind that, <paramref name="extra"/> bytes of no interest.</summary>
    protected void TakeAggregate(ReadOnlySpan<byte> rest, int extra = 0)
    {
        CloseFragment();
        while (rest.Length > 2)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
            rest = rest[2..];
            if (length + extra > rest.Length)
            {
                Malformed++;
                return;
            }

            rest = rest[extra..];
            if (length > 0)
            {
                TakeWhole(rest[..length]);
            }

            rest = rest[length..];
        }
    }

    /// <summary>Begins a fragmented NAL unit with its header.</summary>
    protected void StartFragment(ReadOnlySpan<byte> header)
    {
        CloseFragment();
        _fragment = _unit.AppendLengthPlace();
        _unit.Append(header);
    }

    /// <summary>Goes on with a fragmented NAL unit; without its start, which was lost, the piece is of no use.</summary>
    protected void AppendFragment(ReadOnlySpan<byte> piece)
    {
        if (HasFragment)
        {
            _unit.Append(piece);
        }
    }

    /// <summary>Ends the NAL unit being put together; without a loss it is whole even if its end bit never came.</summary>
    protected void CloseFragment()
    {
        if (_fragment != None)
        {
            var place = _fragment;
            _fragment = None;
            Finish(place);
        }
    }

    private void DropFragment()
    {
        if (_fragment != None)
        {
            _unit.Truncate(_fragment);
            _fragment = None;
        }
    }

    private void Finish(int place)
    {
        var nal = _unit.Written[(place + 4)..];
        if (MayHoldStartCodes(nal) && AnnexB.HasStartCode(nal))
        {
            var copy = nal.ToArray();
            _unit.Truncate(place);
            foreach (var range in AnnexB.Split(copy))
            {
                place = _unit.AppendLengthPlace();
                _unit.Append(copy.AsSpan(range));
                Note(place);
            }
        }
        else
        {
            Note(place);
        }
    }

    private void Note(int place)
    {
        _unit.FillLength(place);
        var facts = Look(_unit.Written[(place + 4)..]);
        if (facts.Role == NalRole.Slice)
        {
            NoteSlice(facts);
            _pictureEnd = _unit.Length;
        }
        else if (facts.Role == NalRole.Trailing && _hasPicture)
        {
            _pictureEnd = _unit.Length;
        }
    }

    private void NoteSlice(in NalFacts facts)
    {
        if (_hasPicture && facts.IsFirst)
        {
            if (_field != 0 && facts.Field == -_field)
            {
                _field = 0;
                return;
            }

            Complete(_pictureEnd);
        }

        if (!_hasPicture)
        {
            _markerLies |= !facts.IsFirst && _endedByMarker == _timestamp && _lost == 0;
            (_hasPicture, _isKey, _field, _unitTimestamp) = (true, facts.IsKey, facts.Field, _timestamp);
        }
    }

    private void End(bool byMarker)
    {
        CloseFragment();
        if (_isOversized)
        {
            Malformed++;
            _unit.Clear();
            (_hasPicture, _pictureEnd, _field, _isOversized) = (false, 0, 0, false);
        }
        else if (_hasPicture && _field == 0)
        {
            _endedByMarker = byMarker ? _timestamp : null;
            Complete(_unit.Length);
        }
    }

    private void Complete(int length)
    {
        Complete(_unit.Written[..length], _unitTimestamp, _isKey, _lost);
        _unit.RemoveStart(length);
        (_hasPicture, _pictureEnd, _field, _lost) = (false, 0, 0, 0);
    }
}
