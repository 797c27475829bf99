using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.Aac;

/// <summary>AAC access units from packets of mpeg4-generic (RFC 3640 sections 3.2 and 3.3.6): several in a packet, or one in several.</summary>
/// <param name="layout">Widths of the header fields.</param>
/// <param name="unitTicks">Length of a unit in RTP ticks.</param>
internal sealed class AacDepacketizer(AacHeaderLayout layout, int unitTicks) : Depacketizer
{
    private const int MaxUnitBytes = 64 * 1024;

    private readonly UnitBuffer _fragment = new();
    private int _fragmentSize;      // of the whole unit; 0 when none is being put together
    private uint _fragmentTimestamp;
    private int _lost;

    /// <inheritdoc/>
    public override void Push(in RtpPacket packet, int lost)
    {
        _lost += lost;
        if (lost > 0)
        {
            DropFragment();
        }

        // | AU-headers-length (16) | AU-header (size, index) … | padding | AU … |
        var payload = packet.Payload;
        var headerBits = payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
        var headerBytes = 2 + ((headerBits + 7) / 8);
        var count = headerBits / layout.Bits;
        if (count == 0 || headerBytes > payload.Length)
        {
            Malformed++;
            return;
        }

        var headers = new BitReader(payload[2..headerBytes]);
        var rest = payload[headerBytes..];
        for (var unit = 0; unit < count; unit++)
        {
            var size = (int)headers.Bits(layout.SizeBits);
            headers.Skip(layout.IndexBits);
            if (size > rest.Length)
            {
                TakeFragment(size, rest, packet.Timestamp, isOnly: count == 1);
                return;
            }

            if (size > 0)
            {
                DropFragment();
                Give(rest[..size], packet.Timestamp + (uint)(unit * unitTicks));
            }

            rest = rest[size..];
        }
    }

    /// <inheritdoc/>
    public override void CheckInvariants() => Check(_fragment.Length <= _fragmentSize, "a fragment is no longer than its unit");

    private void TakeFragment(int size, ReadOnlySpan<byte> piece, uint timestamp, bool isOnly)
    {
        if (!isOnly || size > MaxUnitBytes)
        {
            Malformed++;
            return;
        }

        // All pieces of a unit have its timestamp; a torso of the one before is of no use.
        if (_fragmentSize != size || _fragmentTimestamp != timestamp)
        {
            DropFragment();
            (_fragmentSize, _fragmentTimestamp) = (size, timestamp);
        }

        if (_fragment.Length + piece.Length > size)
        {
            Malformed++;
            DropFragment();
            return;
        }

        _fragment.Append(piece);
        if (_fragment.Length == size)
        {
            Give(_fragment.Written, timestamp);
            DropFragment();
        }
    }

    private void Give(ReadOnlySpan<byte> unit, uint timestamp)
    {
        Complete(unit, timestamp, isKey: true, _lost);
        _lost = 0;
    }

    private void DropFragment()
    {
        _fragment.Truncate(0);
        _fragmentSize = 0;
    }
}
