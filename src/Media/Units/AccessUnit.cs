using Vedette.Foundation;

namespace Vedette.Media.Units;

/// <summary>
/// One coded picture or audio frame, complete and immutable while leased: the only thing that travels past
/// depacketization. Video bytes are NAL units, each behind its length in 4 bytes big-endian (ISO/IEC 14496-15 section 4.3.3);
/// NAL units are as the camera sent them.
/// </summary>
/// <remarks>
/// Created with one lease, the creator's. When the last lease is released, the memory and this object go back to their
/// pools: touching a unit without a lease is an error, and <see cref="Bytes"/> says so loudly.
/// </remarks>
public sealed class AccessUnit
{
    private static readonly UnitPool Pool = new(capacity: 8192);

    private byte[]? _rented;
    private int _length;
    private int _leases;

    private AccessUnit()
    {
    }

    /// <summary>How many units are leased by somebody in this process. Tests end by asserting it is what it was.</summary>
    public static int Outstanding => Pool.Outstanding;

    /// <summary>All but the bytes.</summary>
    public UnitHeader Header { get; private set; }

    /// <summary>Whether decoding can start here.</summary>
    public bool IsKey => Header.IsKey;

    /// <summary>Whether this is a picture.</summary>
    public bool IsVideo => Header.Track == StreamFormat.VideoTrack;

    /// <summary>The track's format.</summary>
    public TrackFormat Track => Header.Format.Tracks[Header.Track];

    /// <summary>Decoding time on the track's clock since the run's start.</summary>
    public MediaTime DecodeTime => new(Header.DecodeTicks, Track.ClockRate);

    /// <summary>Wall time of presentation, UTC.</summary>
    public DateTimeOffset WallTime => Header.WallTime;

    /// <summary>The bytes. Valid only while a lease is held.</summary>
    /// <exception cref="ObjectDisposedException">The last lease is gone.</exception>
    public ReadOnlyMemory<byte> Bytes =>
        _rented is { } bytes ? bytes.AsMemory(0, _length) : throw new ObjectDisposedException(nameof(AccessUnit));

    /// <summary>Takes over a buffer rented from <see cref="UnitMemory"/> and makes it a unit with one lease.</summary>
    /// <param name="header">All but the bytes.</param>
    /// <param name="rented">The buffer; the unit returns it to the pool.</param>
    /// <param name="length">How many bytes of it count.</param>
    public static AccessUnit Adopt(in UnitHeader header, byte[] rented, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, rented.Length);
        var unit = Pool.Take() ?? new AccessUnit();
        unit.Header = header;
        unit._rented = rented;
        unit._length = length;
        Volatile.Write(ref unit._leases, 1);
        return unit;
    }

    /// <summary>Copies <paramref name="bytes"/> into pooled memory and makes it a unit with one lease.</summary>
    public static AccessUnit Copy(in UnitHeader header, ReadOnlySpan<byte> bytes)
    {
        var rented = UnitMemory.Rent(bytes.Length);
        bytes.CopyTo(rented);
        return Adopt(header, rented, bytes.Length);
    }

    /// <summary>Takes one more lease. Only somebody who is sure that a lease is held may call it.</summary>
    /// <exception cref="ObjectDisposedException">No lease was held.</exception>
    public void Lease()
    {
        ObjectDisposedException.ThrowIf(Interlocked.Increment(ref _leases) <= 1, this);
    }

    /// <summary>Gives one lease back.</summary>
    /// <exception cref="ObjectDisposedException">No lease was held.</exception>
    public void Release()
    {
        var left = Interlocked.Decrement(ref _leases);
        if (left > 0)
        {
            return;
        }

        var rented = left == 0 ? Interlocked.Exchange(ref _rented, null) : null;
        ObjectDisposedException.ThrowIf(rented is null, this);

        UnitMemory.Return(rented);
        Header = default;
        Pool.Give(this);
    }

    /// <summary>Unit objects waiting to be used again, and the count of those in use.</summary>
    private sealed class UnitPool(int capacity)
    {
        private readonly Stack<AccessUnit> _idle = new();
        private readonly Lock _gate = new();
        private int _outstanding;

        public int Outstanding => Volatile.Read(ref _outstanding);

        public AccessUnit? Take()
        {
            lock (_gate)
            {
                _outstanding++;
                return _idle.TryPop(out var unit) ? unit : null;
            }
        }

        public void Give(AccessUnit unit)
        {
            lock (_gate)
            {
                _outstanding--;
                if (_idle.Count < capacity)
                {
                    _idle.Push(unit);
                }
            }
        }
    }
}
