using System.Buffers.Binary;
using System.Net.WebSockets;
using Vedette.Media.Mp4;
using Vedette.Media.Units;

namespace Vedette.Streams.Viewing;

/// <summary>
/// A message as it goes over the wire (RFC 6455 section 5.2), made once for all who watch: what a server sends is masked for nobody. One
/// send each, and nothing is written for one viewer alone.
/// </summary>
/// <remarks>Made with one lease. Only the live view's task makes and leases it; anybody may release.</remarks>
internal sealed class LiveFrame
{
    private const int LongestHeader = 10;

    private readonly Fragment? _fragment;
    private byte[]? _bytes;
    private int _length;
    private int _leases = 1;

    /// <summary>Of a fragment, whose bytes are copied when they are first asked for.</summary>
    public LiveFrame(Fragment fragment) => _fragment = fragment;

    /// <summary>Of a short message.</summary>
    public LiveFrame(ReadOnlySpan<byte> payload, WebSocketMessageType type)
    {
        _bytes = new byte[LongestHeader + payload.Length];
        _length = WriteHeader(_bytes, type, payload.Length) + payload.Length;
        payload.CopyTo(_bytes.AsSpan(_length - payload.Length));
    }

    /// <summary>Good while a lease is held, and first asked for while the fragment's is.</summary>
    public ReadOnlyMemory<byte> Bytes => (_bytes ??= Copy(_fragment!)).AsMemory(0, _length);

    public void Lease() => Interlocked.Increment(ref _leases);

    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0 && _fragment is not null && _bytes is not null)
        {
            UnitMemory.Return(_bytes);
        }
    }

    private static int WriteHeader(Span<byte> to, WebSocketMessageType type, long length)
    {
        to[0] = (byte)(0x80 | (type == WebSocketMessageType.Text ? 1 : 2));
        switch (length)
        {
            case < 126:
                to[1] = (byte)length;
                return 2;
            case <= ushort.MaxValue:
                to[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)length);
                return 4;
            default:
                to[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(to[2..], length);
                return LongestHeader;
        }
    }

    private byte[] Copy(Fragment fragment)
    {
        var bytes = UnitMemory.Rent(LongestHeader + (int)fragment.Length);
        _length = WriteHeader(bytes, WebSocketMessageType.Binary, fragment.Length);
        for (var part = 0; part < fragment.Parts.Count; part++)
        {
            fragment.Parts[part].CopyTo(bytes.AsMemory(_length));
            _length += fragment.Parts[part].Length;
        }

        return bytes;
    }
}
