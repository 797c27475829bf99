using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Volumes;

/// <summary>One volume while the process runs: how it was set up, how it is, how full it is.</summary>
/// <remarks>
/// Belongs here: what everybody may ask at any moment without touching the device. Does not: asking the device. The condition is
/// set by the watch over volumes, and by a disk thread the moment the device refuses it.
/// </remarks>
internal sealed class AttachedVolume
{
    private readonly TimeProvider _time;
    private VolumeEntry _entry;
    private VolumeCondition _condition;
    private Opening? _opened;
    private VolumeCommit? _commit;
    private IReadOnlyList<BusyClock> _clocks = [];
    private int _cameras;

    public AttachedVolume(VolumeEntry entry, VolumeSpace space, TimeProvider time, VolumeState state = VolumeState.Missing)
    {
        (_entry, Space, _time) = (entry, space, time);
        _condition = new VolumeCondition(state, time.GetUtcNow(), state == VolumeState.Missing ? "It was not looked at yet." : null);
        space.Limit(entry.BudgetBytes, entry.ReserveBytes);
    }

    public static AttachedVolume Of(VolumeEntry entry, LiveSettings settings, SpaceProbe probe, TimeProvider time) =>
        new(entry, new VolumeSpace(new Volume(entry.Id, entry.Path), settings, probe), time);

    public Volume Volume => Space.Volume;

    public Guid Id => Volume.Id;

    public VolumeSpace Space { get; }

    public VolumeEntry Entry => Volatile.Read(ref _entry);

    public VolumeCondition Condition => Volatile.Read(ref _condition);

    /// <summary>How many cameras are recorded to it.</summary>
    public int Cameras
    {
        get => Volatile.Read(ref _cameras);
        set => Volatile.Write(ref _cameras, value);
    }

    /// <summary>How long the slowest thread that writes here has been inside one call.</summary>
    public TimeSpan LongestCall => Volatile.Read(ref _clocks) is { Count: > 0 } clocks ? clocks.Max(clock => clock.Busy) : TimeSpan.Zero;

    /// <summary>A clock for one more thread that writes here.</summary>
    public BusyClock NewClock()
    {
        var clock = new BusyClock(_time);
        Volatile.Write(ref _clocks, [.. _clocks, clock]);
        return clock;
    }

    /// <summary>It was set up differently. Id and path never change.</summary>
    public void Set(VolumeEntry entry)
    {
        Volatile.Write(ref _entry, entry);
        Space.Limit(entry.BudgetBytes, entry.ReserveBytes);
    }

    /// <summary>Notes how it is; the time it is so since stays while the state does.</summary>
    /// <returns>Whether the state is another than before.</returns>
    public bool Turn(VolumeState state, string? detail = null)
    {
        while (true)
        {
            var before = Condition;
            if (before.State == state && before.Detail == detail)
            {
                return false;
            }

            var after = new VolumeCondition(state, before.State == state ? before.Since : _time.GetUtcNow(), detail);
            if (Interlocked.CompareExchange(ref _condition, after, before) == before)
            {
                return before.State != state;
            }
        }
    }

    /// <summary>What makes durable what is written to it; another one after each opening, null while it is not open.</summary>
    public VolumeCommit? Commit => Volatile.Read(ref _commit);

    /// <summary>It was opened. From now on a mount that vanished, or another one, is told by its identity file.</summary>
    public void Opened(FileIdentity? identity, VolumeCommit commit)
    {
        Volatile.Write(ref _opened, identity is { } file ? new Opening(file) : null);
        Volatile.Write(ref _commit, commit);
    }

    /// <summary>It was let go of: nothing of it is kept open, so that it can be unmounted.</summary>
    public void Closed()
    {
        Volatile.Write(ref _opened, null);
        Interlocked.Exchange(ref _commit, null)?.Dispose();
    }

    /// <summary>Notes that a call to it has taken too long, if one has.</summary>
    public void NoticeStall(TimeSpan patience)
    {
        if (LongestCall > patience && Condition.State is not (VolumeState.Stalled or VolumeState.Missing))
        {
            _ = Turn(VolumeState.Stalled, StallWords(patience));
        }
    }

    public string StallWords(TimeSpan patience) => $"The volume at {Entry.Path} has not answered for more than {patience.TotalSeconds:0} s.";

    /// <summary>
    /// Whether what lies at the path is still the device that was opened. Asked before anything is created: beneath a mount that
    /// vanished lies a directory of the boot disk, which would take the footage without a word.
    /// </summary>
    public bool IsStillThere() =>
        Volatile.Read(ref _opened) is { } opened && opened.Identity == FileIdentity.Of(Path.Combine(Volume.Root, VolumeIdentity.FileName));

    private sealed record Opening(FileIdentity Identity);
}
