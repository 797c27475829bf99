using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Collects leased access units and makes movie fragments of them (ISO/IEC 14496-12 section 8.8).</summary>
/// <remarks>
/// Belongs here: numbers and leases. Does not: copying a payload, touching a disk or a socket.
/// One writer, one task at a time; the fragments may be read by others meanwhile.
/// </remarks>
public sealed class FragmentBuilder : IDisposable
{
    /// <summary>Creates a builder for the tracks of <paramref name="format"/>; units of other tracks are passed over.</summary>
    public FragmentBuilder(StreamFormat format) => Format = format;

    /// <summary>The tracks written.</summary>
    public StreamFormat Format { get; }

    /// <summary>Units collected and not yet handed out.</summary>
    public int Count { get; }

    /// <summary>Bytes of payload collected and not yet handed out.</summary>
    public long PayloadBytes { get; }

    /// <summary>Time from the first to the newest picture collected and not yet handed out.</summary>
    public TimeSpan Collected { get; }

    /// <summary>
    /// Starts a new file or view: media time zero is at <paramref name="videoTicks"/> of the run. Audio is placed by the
    /// same moment of the run; audio that comes late and is older makes the file's pictures start a little after zero.
    /// </summary>
    /// <param name="videoTicks">Decoding time in ticks of the video clock, usually the first unit's; 0 to keep the run's own times.</param>
    public void Begin(long videoTicks) => throw new NotImplementedException();

    /// <summary>Collects <paramref name="unit"/>, taking a lease of its own: the caller keeps (and releases) the caller's.</summary>
    public void Add(AccessUnit unit) => throw new NotImplementedException();

    /// <summary>
    /// Makes a fragment of all units whose duration is known: the newest of each track stays until the next one tells it.
    /// </summary>
    /// <returns>The fragment with one lease, or null when there is no such unit.</returns>
    public Fragment? Cut() => throw new NotImplementedException();

    /// <summary>
    /// Makes a fragment of everything. The newest unit of each track gets the duration of the one before; the newest
    /// picture lasts until <paramref name="next"/> when given. Live view calls it after each unit, a recorder to close a segment.
    /// </summary>
    /// <param name="next">The picture that follows and is not part of this file, or null.</param>
    /// <returns>The fragment with one lease, or null when nothing was collected.</returns>
    public Fragment? Finish(AccessUnit? next = null) => throw new NotImplementedException();

    /// <summary>Releases what was collected. Fragments handed out stay valid until they are released.</summary>
    public void Dispose() => throw new NotImplementedException();
}
