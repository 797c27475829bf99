using System.Buffers.Binary;
using Vedette.Media.Rtp;

namespace Vedette.Media.Ts;

/// <summary>Puts the PES packets of one stream together (ISO/IEC 13818-1 section 2.4.3.6).</summary>
internal sealed class PesAssembler
{
    /// <summary>No picture is larger; what claims to be is dropped.</summary>
    public const int MaxBytes = 16 << 20;

    private const int HeaderLength = 9;

    private readonly UnitBuffer _packet = new();
    private int _counter = -1;
    private bool _isOpen;
    private int _lost;
    private long? _time;
    private int _wanted;

    /// <summary>Called with each whole packet: its payload, its presentation time in 33 bits (or null), packets lost before it.</summary>
    public required Taking Taken { get; init; }

    /// <summary>Takes a PES packet's payload.</summary>
    public delegate void Taking(ReadOnlySpan<byte> payload, long? time, int lost);

    /// <summary>Takes the next packet of the stream; returns how many were lost before it.</summary>
    public int Push(in TsPacket packet)
    {
        if (packet.Payload.IsEmpty)
        {
            return 0;
        }

        var lost = _counter < 0 ? 0 : (packet.Counter - _counter - 1) & 0x0F;
        if (lost == 0x0F)
        {
            return 0; // sent twice, which is allowed
        }

        _counter = packet.Counter;
        if (lost > 0)
        {
            Drop(lost);
        }

        if (packet.IsStart)
        {
            Flush();
            Open(packet.Payload);
        }
        else if (_isOpen)
        {
            Append(packet.Payload);
        }

        return lost;
    }

    /// <summary>Hands over what is there: the stream pauses or ends here.</summary>
    public void Flush()
    {
        if (_isOpen && _packet.Length > 0)
        {
            Taken(_packet.Written, _time, _lost);
            _lost = 0;
        }

        Close();
    }

    private void Open(ReadOnlySpan<byte> bytes)
    {
        // Packets without the optional header carry no pictures and no sound.
        if (bytes.Length < HeaderLength || bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 1 || (bytes[6] & 0xC0) != 0x80
            || bytes.Length < HeaderLength + bytes[8])
        {
            return;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        _wanted = length == 0 ? int.MaxValue : Math.Max(0, length - 3 - bytes[8]);
        _time = (bytes[7] & 0x80) != 0 && bytes[8] >= 5 ? TimeOf(bytes[9..]) : null;
        _isOpen = true;
        Append(bytes[(HeaderLength + bytes[8])..]);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_packet.Length + bytes.Length > MaxBytes)
        {
            Drop(lost: 1);
            return;
        }

        _packet.Append(bytes[..Math.Min(bytes.Length, _wanted - _packet.Length)]);
        if (_packet.Length == _wanted)
        {
            Flush();
        }
    }

    private void Drop(int lost)
    {
        _lost += lost;
        Close();
    }

    private void Close()
    {
        _packet.Clear();
        _isOpen = false;
    }

    /// <summary>33 bits in 5 bytes with marker bits between.</summary>
    private static long TimeOf(ReadOnlySpan<byte> bytes) =>
        ((long)(bytes[0] & 0x0E) << 29) | ((long)bytes[1] << 22) | ((long)(bytes[2] & 0xFE) << 14) | ((long)bytes[3] << 7) | ((long)bytes[4] >> 1);
}
