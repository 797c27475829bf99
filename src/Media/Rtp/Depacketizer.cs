using Vedette.Media.Units;

namespace Vedette.Media.Rtp;

/// <summary>
/// Puts units together from the packets of one track. Closed set: H.264, AAC, G.711. After each <see cref="Push"/>,
/// <see cref="TryTake"/> until it has no more.
/// </summary>
/// <remarks>
/// Belongs here: the pieces of the current unit.
/// Does not: reading a clock, knowing of runs or readers.
/// </remarks>
internal abstract class Depacketizer : IDisposable
{
    private readonly Queue<CodedUnit> _ready = new(capacity: 16);

    /// <summary>Packets and NAL units left out because they could not be understood.</summary>
    public long Malformed { get; protected set; }

    /// <summary>The audio track's format where it comes with the sound and not with the description; null before that, and for all others.</summary>
    public virtual TrackFormat? AudioFormat => null;

    /// <summary>Takes a packet.</summary>
    /// <param name="packet">The next packet of the track.</param>
    /// <param name="lost">How many are missing before it.</param>
    public abstract void Push(in RtpPacket packet, int lost);

    /// <summary>Hands a complete unit over.</summary>
    public bool TryTake(out CodedUnit unit) => _ready.TryDequeue(out unit);

    /// <summary>Throws when an inner rule is broken; for tests, after any input.</summary>
    public abstract void CheckInvariants();

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        while (_ready.TryDequeue(out var unit))
        {
            UnitMemory.Return(unit.Rented);
        }
    }

    /// <summary>Copies a complete unit into memory of its own size and makes it takeable.</summary>
    protected void Complete(ReadOnlySpan<byte> bytes, uint timestamp, bool isKey, int lost)
    {
        var rented = UnitMemory.Rent(bytes.Length);
        bytes.CopyTo(rented);
        _ready.Enqueue(new CodedUnit(rented, bytes.Length, timestamp, isKey, lost));
    }

    /// <summary>Throws unless <paramref name="holds"/>.</summary>
    protected static void Check(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Broken rule: {rule}.");
        }
    }
}
