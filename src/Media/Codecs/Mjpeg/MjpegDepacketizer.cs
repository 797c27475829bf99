using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Codecs.Mjpeg;

/// <summary>JPEG pictures from RTP packets (RFC 2435): the header is written anew, the pixels are the camera's.</summary>
/// <remarks>A picture of which a piece is missing is dropped: nothing tells where in it the rest belongs.</remarks>
/// <param name="parameters">Told the size of each picture.</param>
/// <param name="announced">The size the description gives, or null: pictures beyond 2040 pixels do not tell theirs, others only in steps of 8.</param>
internal sealed class MjpegDepacketizer(MjpegParameters parameters, JpegHeader? announced) : Depacketizer
{
    /// <summary>No picture is larger; what claims to be is dropped.</summary>
    public const int MaxUnitBytes = 16 << 20;

    private const int HeaderBytes = 8;
    private const int Step = 8;
    private const int None = -1;
    private const byte FirstWithRestarts = 64;
    private const byte LastWithRestarts = 127;
    private const byte HalfHeight = 1;

    private readonly QuantizationTables _tables = new();
    private readonly UnitBuffer _unit = new();
    private int _scan = None;       // where the pixels start, None while no picture is being put together; ≤ _unit.Length
    private uint _timestamp;
    private JpegHeader _header;
    private int _lost;

    /// <inheritdoc/>
    public override void Push(in RtpPacket packet, int lost)
    {
        _lost += lost;
        if (lost > 0)
        {
            Drop();
        }

        if (_scan != None && packet.Timestamp != _timestamp)
        {
            End(); // nothing was lost, so only the marker is missing
        }

        // | type-specific |            fragment offset                    |
        // |     type      |       Q       |   width / 8   |  height / 8   |
        var payload = packet.Payload;
        if (payload.Length < HeaderBytes)
        {
            Malformed += payload.IsEmpty ? 0 : 1;
            return;
        }

        var offset = BinaryPrimitives.ReadInt32BigEndian(payload) & 0xFF_FFFF;
        var type = payload[4];
        var rest = payload[HeaderBytes..];
        ushort restartInterval = 0;
        if (type is >= FirstWithRestarts and <= LastWithRestarts)
        {
            if (rest.Length < 4)
            {
                Malformed++;
                return;
            }

            restartInterval = BinaryPrimitives.ReadUInt16BigEndian(rest);
            rest = rest[4..];
        }

        if (offset == 0)
        {
            Start(packet.Timestamp, payload, restartInterval, ref rest);
        }

        Append(offset, rest);
        if (packet.Marker && _scan != None)
        {
            End();
        }
    }

    /// <inheritdoc/>
    public override void CheckInvariants()
    {
        Check(_scan <= _unit.Length && _unit.Length <= MaxUnitBytes, "a picture is bounded");
        Check(_scan != None || _unit.Length == 0, "without a picture there is nothing");
    }

    private void Start(uint timestamp, ReadOnlySpan<byte> header, ushort restartInterval, ref ReadOnlySpan<byte> rest)
    {
        Drop();
        var (type, q) = ((byte)(header[4] & (FirstWithRestarts - 1)), header[5]);
        if (!TryTakeTables(q, ref rest, out var tables) || type > HalfHeight || header[4] > LastWithRestarts || SizeOf(header) is not { } size)
        {
            Malformed++;
            return;
        }

        // Some cameras send the whole file behind RTP's header.
        if (!rest.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            JpegHeaderWriter.Write(_unit, size, type == HalfHeight, tables, restartInterval);
        }
        else if (JpegHeader.Read(rest) is { } whole)
        {
            size = whole;
        }

        (_scan, _timestamp, _header) = (_unit.Length, timestamp, size);
    }

    /// <summary>|      MBZ      |   precision   |             length            | tables … |</summary>
    private bool TryTakeTables(byte q, ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> tables)
    {
        ReadOnlySpan<byte> sent = default;
        if (QuantizationTables.AreSent(q))
        {
            var length = rest.Length < 4 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length > rest.Length - 4 || (length > 0 && rest[1] != 0))
            {
                tables = default;
                return false; // tables of 16 bits belong to pictures of 12 bits, which cameras do not make
            }

            sent = rest.Slice(4, length);
            rest = rest[(4 + length)..];
        }

        tables = _tables.For(q, sent);
        return !tables.IsEmpty;
    }

    private JpegHeader? SizeOf(ReadOnlySpan<byte> header)
    {
        var (width, height) = (header[6] * Step, header[7] * Step);
        if (announced is { } exact && (width == 0 || height == 0 || (RoundUp(exact.Width) == width && RoundUp(exact.Height) == height)))
        {
            return exact;
        }

        return width > 0 && height > 0 ? new JpegHeader(width, height) : null;
    }

    private static int RoundUp(int pixels) => (pixels + Step - 1) / Step * Step;

    private void Append(int offset, ReadOnlySpan<byte> piece)
    {
        if (_scan == None)
        {
            return;
        }

        if (offset != _unit.Length - _scan || _unit.Length + piece.Length + 2 > MaxUnitBytes)
        {
            Malformed++;
            Drop();
            return;
        }

        _unit.Append(piece);
    }

    private void End()
    {
        if (_unit.Length == _scan)
        {
            Malformed++;
            Drop();
            return;
        }

        if (!_unit.Written.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]))
        {
            _unit.Append([0xFF, 0xD9]);
        }

        parameters.Take(_header.Width, _header.Height);
        Complete(_unit.Written, _timestamp, isKey: true, _lost);
        _lost = 0;
        Drop();
    }

    private void Drop()
    {
        _unit.Clear();
        _scan = None;
    }
}
