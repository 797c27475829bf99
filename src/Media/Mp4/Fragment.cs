using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>
/// One movie fragment ready to be written or sent: <c>prft</c>, <c>moof</c> and <c>mdat</c> (ISO/IEC 14496-12 sections
/// 8.16.5, 8.8.4 and 8.1.1) as a gather list. The payload is that of the access units, never copied.
/// </summary>
/// <remarks>
/// Handed out with one lease, which the receiver releases exactly once; further readers take their own. With the last lease
/// the units are released and this object goes back to its builder: nothing of it may be touched afterwards.
/// </remarks>
public sealed class Fragment : IDisposable
{
    private readonly FragmentBuilder _builder;
    private readonly BoxWriter _header = new(256);
    private readonly List<AccessUnit> _units = [];
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private int _leases;

    internal Fragment(FragmentBuilder builder) => _builder = builder;

    /// <summary>All bytes in order: headers, then the payload of each unit. Valid only while a lease is held.</summary>
    /// <exception cref="ObjectDisposedException">The last lease is gone.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> Parts
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _leases) <= 0, this);
            return _parts;
        }
    }

    /// <summary>Sum of the parts, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>How many access units it holds.</summary>
    public int UnitCount => _units.Count;

    /// <summary>Whether its first picture is a key picture, so that a player can start here.</summary>
    public bool StartsWithKey { get; private set; }

    /// <summary>Whether it holds a picture, and not only sound.</summary>
    public bool HasPicture { get; private set; }

    /// <summary>Wall time of its first picture (of its first audio frame when it has no picture), UTC.</summary>
    public DateTimeOffset WallTime { get; private set; }

    /// <summary>How much later than at its decoding time that unit is presented: more than zero where pictures are reordered.</summary>
    public TimeSpan CompositionOffset { get; private set; }

    /// <summary>Decoding time of that unit on the file's own clock, which started at zero.</summary>
    public TimeSpan MediaStart { get; private set; }

    /// <summary>Where its last picture (or audio frame, when it has no picture) ends on the file's own clock.</summary>
    public TimeSpan MediaEnd { get; private set; }

    /// <summary>Takes one more lease. Only somebody who is sure that a lease is held may call it.</summary>
    /// <exception cref="ObjectDisposedException">No lease was held.</exception>
    public void Lease() => ObjectDisposedException.ThrowIf(Interlocked.Increment(ref _leases) <= 1, this);

    /// <summary>Gives one lease back.</summary>
    /// <exception cref="ObjectDisposedException">No lease was held.</exception>
    public void Release()
    {
        var left = Interlocked.Decrement(ref _leases);
        ObjectDisposedException.ThrowIf(left < 0, this);
        if (left > 0)
        {
            return;
        }

        foreach (var unit in _units)
        {
            unit.Release();
        }

        _units.Clear();
        _parts.Clear();
        _header.Clear();
        _builder.Return(this);
    }

    /// <inheritdoc cref="Release"/>
    public void Dispose() => Release();

    /// <summary>Takes over the leases of <paramref name="units"/>, which are in the order of the runs' samples.</summary>
    internal void Fill(uint sequence, ReadOnlySpan<TrackRun> runs, int clockRate, ReadOnlySpan<AccessUnit> units)
    {
        var first = units[0];
        FragmentHeader.Write(_header, sequence, first.WallTime, runs);
        _parts.Add(_header.Written);
        Length = _header.Length;
        foreach (var unit in units)
        {
            var bytes = unit.Bytes;
            Length += bytes.Length;
            _units.Add(unit);
            _parts.Add(bytes);
        }

        var end = runs[0].BaseTicks;
        foreach (var sample in runs[0].Samples)
        {
            end += sample.Duration;
        }

        HasPicture = first.IsVideo;
        StartsWithKey = first.IsVideo && first.IsKey;
        WallTime = first.WallTime;
        CompositionOffset = MediaTime.ToTimeSpan(first.Header.CompositionTicks, clockRate);
        MediaStart = MediaTime.ToTimeSpan(runs[0].BaseTicks, clockRate);
        MediaEnd = MediaTime.ToTimeSpan(end, clockRate);
        Volatile.Write(ref _leases, 1);
    }
}
