using System.Buffers.Binary;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>Watches by WebSocket (RFC 6455 section 5.2): looks at the first bytes of each message and passes over the rest.</summary>
internal sealed class SocketViewer(Uri url, CrowdTally tally) : CrowdViewer(url, tally)
{
    private const int LongestHeader = 10;
    private const int Looked = 32;
    private static readonly DateTimeOffset NtpEpoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] _head = new byte[LongestHeader + Looked];
    private int _headFilled;
    private long _left;
    private bool _isLast;
    private DateTimeOffset? _taken;

    public override void Take(ReadOnlySpan<byte> bytes)
    {
        Tally.NoteBytes(bytes.Length);
        while (bytes.Length > 0)
        {
            if (_left > 0)
            {
                var passed = (int)Math.Min(_left, bytes.Length);
                _left -= passed;
                bytes = bytes[passed..];
            }
            else
            {
                // Byte by byte, which is forty of some twenty thousand.
                _head[_headFilled++] = bytes[0];
                bytes = bytes[1..];
                if (!TryLook(_head.AsSpan(0, _headFilled)))
                {
                    continue;
                }

                _headFilled = 0;
            }

            if (_left == 0 && _isLast)
            {
                NoteEnd();
            }
        }
    }

    protected override void Ask()
    {
        var (head, _) = Request(
            $"GET {Url.PathAndQuery} HTTP/1.1\r\nHost: {Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw Refused(head);
        }
    }

    /// <summary>False until the frame's header and the first bytes of its payload are there.</summary>
    private bool TryLook(ReadOnlySpan<byte> head)
    {
        if (head.Length < 2)
        {
            return false;
        }

        var header = head[1] switch { 126 => 4, 127 => 10, _ => 2 };
        if (head.Length < header)
        {
            return false;
        }

        var length = header switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            10 => BinaryPrimitives.ReadInt64BigEndian(head[2..]),
            _ => head[1],
        };
        var looked = (int)Math.Min(length, Looked);
        if (head.Length < header + looked)
        {
            return false;
        }

        Look(head[0] & 15, head.Slice(header, looked));
        (_left, _isLast) = (length - looked, (head[0] & 128) != 0);
        return true;
    }

    private void Look(int kind, ReadOnlySpan<byte> payload)
    {
        switch (kind)
        {
            case 1 when payload.IndexOf("\"skipped\""u8) >= 0:
                Tally.NoteSkip();
                break;
            case 2:
                _taken = WallTimeOf(payload);
                break;
            case 8:
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.Disconnecting);
            case 9:
                // A pong, masked with zero; it is small enough to always fit.
                _ = Socket.Send([0x8a, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload]);
                break;
        }
    }

    private void NoteEnd()
    {
        if (_taken is not null)
        {
            NoteFirst();
            Tally.NotePicture(_taken);
            _taken = null;
        }
    }

    /// <summary>Each fragment begins with its producer reference time (ISO/IEC 14496-12 section 8.16.5).</summary>
    private static DateTimeOffset? WallTimeOf(ReadOnlySpan<byte> message)
    {
        if (message.Length < Looked || !message[4..8].SequenceEqual("prft"u8))
        {
            return null;
        }

        var ntp = BinaryPrimitives.ReadUInt64BigEndian(message[16..]);
        return NtpEpoch.AddSeconds((ntp >> 32) + ((ntp & uint.MaxValue) / (double)(1UL << 32)));
    }
}
