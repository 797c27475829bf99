using System.Buffers;

namespace Vedette.Media.Rtp;

/// <summary>
/// Puts units together from the packets of one track. Closed set: H.264, AAC, G.711. After each <see cref="Push"/>,
/// <see cref="TryTake"/> until it has no more.
/// </summary>
/// <remarks>
/// Belongs here: the pieces of the current unit, in memory rented from the shared pool.
/// Does not: reading a clock, knowing of runs or readers.
/// </remarks>
internal abstract class Depacketizer : IDisposable
{
    private readonly Queue<CodedUnit> _ready = new(capacity: 16);

    /// <summary>Packets and NAL units left out because they could not be understood.</summary>
    public long Malformed { get; protected set; }

    /// <summary>Takes a packet.</summary>
    /// <param name="packet">The next packet of the track.</param>
    /// <param name="lost">How many are missing before it.</param>
    public abstract void Push(in RtpPacket packet, int lost);

    /// <summary>Hands a complete unit over.</summary>
    public bool TryTake(out CodedUnit unit) => _ready.TryDequeue(out unit);

    /// <summary>Throws when an inner rule is broken; for tests, after any input.</summary>
    public abstract void CheckInvariants();

    /// <summary>Gives the memory back.</summary>
    public virtual void Dispose()
    {
        while (_ready.TryDequeue(out var unit))
        {
            ArrayPool<byte>.Shared.Return(unit.Rented);
        }
    }

    /// <summary>Makes a complete unit takeable.</summary>
    protected void Complete(in CodedUnit unit) => _ready.Enqueue(unit);

    /// <summary>Makes a complete audio frame takeable.</summary>
    protected void CompleteCopy(ReadOnlySpan<byte> frame, uint timestamp, int lost)
    {
        var rented = ArrayPool<byte>.Shared.Rent(frame.Length);
        frame.CopyTo(rented);
        Complete(new CodedUnit(rented, frame.Length, timestamp, IsKey: true, lost));
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
