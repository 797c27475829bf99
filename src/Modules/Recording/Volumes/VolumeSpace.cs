using Vedette.Recording.Footage;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Volumes;

/// <summary>Size of a file system and what is free of it, in bytes.</summary>
internal readonly record struct FreeSpace(long Total, long Free)
{
    /// <summary>Asks the operating system.</summary>
    public static FreeSpace Of(string path)
    {
        var drive = new DriveInfo(path);
        return new FreeSpace(drive.TotalSize, drive.AvailableFreeSpace);
    }
}

/// <summary>How full a volume may get: a budget for footage and a reserve that stays free whoever fills the disk.</summary>
/// <remarks>
/// Belongs here: admission before a write and the count of bytes. Does not: deleting. The disk threads take, retention gives back.
/// </remarks>
internal sealed class VolumeSpace
{
    private const long SmallestReserve = 1L << 30;

    private readonly Lock _gate = new();
    private readonly SpaceProbe _probe;
    private readonly LiveSettings _settings;
    private FreeSpace _space;
    private long _used;
    private long _taken;
    private long? _setBudget;
    private long? _setReserve;

    /// <summary>Nothing is known of the file system before the first <see cref="Refresh"/>, so nothing is admitted.</summary>
    public VolumeSpace(Volume volume, LiveSettings settings, SpaceProbe probe) =>
        (Volume, _settings, _probe) = (volume, settings, probe);

    public Volume Volume { get; }

    /// <summary>Bytes of footage on the volume, as far as they were counted.</summary>
    public long Used
    {
        get
        {
            lock (_gate)
            {
                return _used;
            }
        }
    }

    /// <summary>Bytes admitted since the start; only grows.</summary>
    public long Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    public FreeSpace Space
    {
        get
        {
            lock (_gate)
            {
                return _space;
            }
        }
    }

    /// <summary>Bytes left free: 5 % of the volume and at least 1 GiB by default, but never more than a tenth of a small one.</summary>
    public long Reserve => Set(ref _setReserve) ?? ReserveOf(Space.Total, _settings.Current);

    /// <summary>Most bytes of footage: by default four fifths of the volume without its reserve.</summary>
    public long Budget =>
        Set(ref _setBudget) ?? _settings.Current.BudgetBytes ?? Math.Max(0, (Space.Total / 5 * 4) - Reserve);

    /// <summary>Bytes of footage there is room for: others fill the disk too.</summary>
    public long Room => Math.Max(0, Math.Min(Budget, Used + Space.Free - Reserve));

    /// <summary>What stays free of a file system of that size.</summary>
    public static long ReserveOf(long total, RecordingSettings settings) =>
        settings.ReserveBytes ?? Math.Min(Math.Max(total / 20, SmallestReserve), total / 10);

    /// <summary>Sets the volume's own budget and reserve; null for what the settings say.</summary>
    public void Limit(long? budget, long? reserve)
    {
        lock (_gate)
        {
            (_setBudget, _setReserve) = (budget, reserve);
        }
    }

    /// <summary>Asks the file system again. Others write to it too.</summary>
    public void Refresh()
    {
        var space = _probe(Volume.Root);
        lock (_gate)
        {
            _space = space;
        }
    }

    /// <summary>
    /// Admits a write of that many bytes. Retention keeps the reserve free; half of it is the line no write crosses, so
    /// that a burst between two of its rounds is not a gap.
    /// </summary>
    public bool TryTake(long bytes)
    {
        var (budget, hardReserve) = (Budget, Reserve / 2);
        lock (_gate)
        {
            if (_used + bytes > budget || _space.Free - bytes < hardReserve)
            {
                return false;
            }

            _used += bytes;
            _taken += bytes;
            _space = _space with { Free = _space.Free - bytes };
            return true;
        }
    }

    /// <summary>Gives bytes back that were not written, or are deleted.</summary>
    public void Give(long bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            _space = _space with { Free = _space.Free + bytes };
        }
    }

    /// <summary>Corrects the count by what was found on the disk.</summary>
    public void Correct(long difference)
    {
        lock (_gate)
        {
            _used += difference;
        }
    }

    /// <summary>How many bytes have to go so that <paramref name="headroom"/> more can be written.</summary>
    public long Excess(long headroom)
    {
        var (budget, reserve) = (Budget, Reserve);
        lock (_gate)
        {
            return Math.Max(_used + headroom - budget, reserve + headroom - _space.Free);
        }
    }

    private long? Set(ref readonly long? limit)
    {
        lock (_gate)
        {
            return limit;
        }
    }
}
