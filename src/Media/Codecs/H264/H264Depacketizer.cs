using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.H264;

/// <summary>Access units from RTP packets (RFC 6184, packetization modes 0 and 1), NAL units bit-exact and in order.</summary>
/// <remarks>
/// A new timestamp always ends a unit. The marker bit ends it earlier, which saves the wait for the next picture, as long
/// as the camera is not caught setting it in the middle of a picture. NAL units without a picture stay with the picture that follows.
/// </remarks>
internal sealed class H264Depacketizer(H264Parameters parameters) : Depacketizer
{
    /// <summary>No picture is larger; what claims to be is dropped.</summary>
    public const int MaxUnitBytes = 16 << 20;

    private const int None = -1;

    private readonly UnitBuffer _unit = new();
    private int _fragment = None;       // place of the length of the NAL unit being put together; None or < _unit.Length
    private uint _timestamp;
    private bool _hasPicture;
    private bool _isKey;
    private bool _isRecoveryPoint;
    private bool _isOversized;
    private int _lost;
    private bool _markerLies;
    private uint? _endedByMarker;       // timestamp of the unit before, if the marker ended it

    /// <inheritdoc/>
    public override void Push(in RtpPacket packet, int lost)
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
        Take(packet.Payload);
        if (packet.Marker && !_markerLies)
        {
            End(byMarker: true);
        }
    }

    /// <inheritdoc/>
    public override void CheckInvariants()
    {
        Check(_fragment == None || (_fragment >= 0 && _fragment + 4 < _unit.Length), "a fragment has a length and a header");
        Check(_unit.Length <= MaxUnitBytes, "a unit is bounded");
        for (var rest = _unit.Written[..(_fragment == None ? _unit.Length : _fragment)]; rest.Length > 0;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            Check(length > 0 && length <= rest.Length - 4, "lengths add up");
            rest = rest[(4 + length)..];
        }
    }

    private void Take(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return;
        }

        if (_unit.Length + payload.Length + 4 > MaxUnitBytes)
        {
            _isOversized = true;
        }

        if (_isOversized)
        {
            return;
        }

        var type = NalType.Of(payload[0]);
        if (type == NalType.FuA)
        {
            TakeFragment(payload);
            return;
        }

        CloseFragment();
        if (type is 0 && payload.Length > 4 && AnnexB.HasStartCode(payload[..4]))
        {
            TakeStartCodes(payload);
        }
        else if (type is > 0 and <= NalType.LastSingle)
        {
            TakeWhole(payload);
        }
        else if (type == NalType.StapA)
        {
            TakeAggregate(payload[1..]);
        }
        else
        {
            Malformed++;
        }
    }

    private void TakeWhole(ReadOnlySpan<byte> nal)
    {
        var place = _unit.AppendLengthPlace();
        _unit.Append(nal);
        FinishNal(place);
    }

    private void TakeAggregate(ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 2)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
            rest = rest[2..];
            if (length > rest.Length)
            {
                Malformed++;
                return;
            }

            if (length > 0)
            {
                TakeWhole(rest[..length]);
            }

            rest = rest[length..];
        }
    }

    /// <summary>
    /// Section 5.8. The type of later fragments and the reserved bit are not looked at (Tiandy changes them mid-way); empty
    /// fragments are harmless.
    /// </summary>
    private void TakeFragment(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
        {
            Malformed++;
            return;
        }

        var (isStart, isEnd) = ((payload[1] & 0x80) != 0, (payload[1] & 0x40) != 0);
        if (isStart)
        {
            CloseFragment();
            _fragment = _unit.AppendLengthPlace();
            _unit.Append([(byte)((payload[0] & 0xE0) | (payload[1] & 0x1F))]);
        }
        else if (_fragment == None)
        {
            return; // its start was lost
        }

        _unit.Append(payload[2..]);
        if (isEnd)
        {
            CloseFragment();
        }
    }

    /// <summary>Ends the NAL unit being put together; without a loss it is whole even if its end bit never came.</summary>
    private void CloseFragment()
    {
        if (_fragment == None)
        {
            return;
        }

        var place = _fragment;
        _fragment = None;
        FinishNal(place);
    }

    private void DropFragment()
    {
        if (_fragment != None)
        {
            _unit.Truncate(_fragment);
            _fragment = None;
        }
    }

    private void FinishNal(int place)
    {
        var nal = _unit.Written[(place + 4)..];
        var type = NalType.Of(nal[0]);
        if (type is 0 or (>= NalType.Sei and <= NalType.Delimiter) && AnnexB.HasStartCode(nal))
        {
            var copy = nal.ToArray();
            _unit.Truncate(place);
            TakeStartCodes(copy);
            return;
        }

        _unit.FillLength(place);
        Look(type, nal);
    }

    private void TakeStartCodes(ReadOnlySpan<byte> nals)
    {
        foreach (var range in AnnexB.Split(nals))
        {
            var place = _unit.AppendLengthPlace();
            _unit.Append(nals[range]);
            _unit.FillLength(place);
            Look(NalType.Of(nals[range][0]), _unit.Written[(place + 4)..]);
        }
    }

    private void Look(int type, ReadOnlySpan<byte> nal)
    {
        switch (type)
        {
            case NalType.SequenceParameters or NalType.PictureParameters:
                parameters.Take(nal);
                break;
            case NalType.Sei:
                _isRecoveryPoint |= RecoveryPoint.IsImmediate(nal);
                break;
            case >= NalType.Slice and <= NalType.Idr:
                LookAtSlice(type, nal);
                break;
        }
    }

    private void LookAtSlice(int type, ReadOnlySpan<byte> nal)
    {
        if (!_hasPicture)
        {
            var slice = new BitReader(nal[1..Math.Min(nal.Length, 16)], isNal: true);
            var firstMacroblock = slice.Unsigned();
            var isIntra = slice.Unsigned() % 5 == 2;
            _isKey = type == NalType.Idr || (_isRecoveryPoint && isIntra && !slice.Failed);
            _markerLies |= firstMacroblock > 0 && !slice.Failed && _endedByMarker == _timestamp && _lost == 0;
        }

        _hasPicture = true;
    }

    private void End(bool byMarker)
    {
        CloseFragment();
        if (_isOversized)
        {
            Malformed++;
            _unit.Clear();
            Restart();
            return;
        }

        if (!_hasPicture)
        {
            return;
        }

        _endedByMarker = byMarker ? _timestamp : null;
        Complete(_unit.Written, _timestamp, _isKey, _lost);
        _unit.Clear();
        _lost = 0;
        Restart();
    }

    private void Restart() => (_hasPicture, _isKey, _isRecoveryPoint, _isOversized) = (false, false, false, false);
}
