using Vedette.Foundation;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>Opens one volume for writing, keeps asking how it is, and lets go of it.</summary>
/// <remarks>
/// Belongs here: what is done on the volume's own thread, and what follows from it for the volume's condition. Does not: the
/// cameras, the alarms. One call at a time.
/// </remarks>
internal sealed class VolumeKeeper(
    AttachedVolume volume, VolumeList list, TailNotes tails, IDisk disk, CommitReport report, TimeSpan patience, TimeProvider time) : IDisposable
{
    // Idle volumes are written to now and then, so that a failure is known before footage is needed there.
    private static readonly TimeSpan IdleProbe = TimeSpan.FromSeconds(10);
    private const int ProofsOfHealth = 3;

    private readonly VolumeThread _thread = new($"vedette-volume-{volume.Entry.Name}");
    private VolumeLock? _lock;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;
    private long _taken;
    private int _proofs;

    public AttachedVolume Volume => volume;

    /// <summary>Whether somebody else holds the volume.</summary>
    public bool IsHeldByAnother { get; private set; }

    /// <summary>Reads only: what can be shown, without taking the volume into use.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var finding = await AskAsync(
            () =>
            {
                var found = VolumeInspection.Look(volume.Entry, list.Owner);
                if (found.IsWell)
                {
                    volume.Space.Refresh();
                    tails.Read(volume.Volume);
                }

                return found;
            },
            cancellation);
        Turn(finding);
    }

    /// <summary>Asks once how the volume is, and opens it when it is there and not in use yet.</summary>
    public async Task MindAsync(CancellationToken cancellation)
    {
        if (_thread.IsBusy || volume.LongestCall > patience)
        {
            _proofs = 0;
            Turn(new VolumeFinding(VolumeState.Stalled, volume.StallWords(patience)));
            return;
        }

        var finding = await AskAsync(Inspect, cancellation);
        if (finding.IsWell && _lock is null && !volume.Entry.IsDetached)
        {
            finding = await OpenAsync(cancellation);
        }

        Turn(finding);
    }

    /// <summary>Lets go of the volume: it can be unmounted, or written to by somebody else.</summary>
    public async Task LetGoAsync()
    {
        try
        {
            _ = await AskAsync(
                () =>
                {
                    Close();
                    return VolumeFinding.Well;
                },
                CancellationToken.None);
        }
        catch (IOException)
        {
            // A volume that is gone let go of us.
        }
    }

    public void Dispose() => _thread.Dispose();

    private VolumeFinding Inspect()
    {
        var entry = volume.Entry;
        var found = VolumeInspection.Look(entry, list.Owner);
        if (!found.IsWell || (_lock is not null && !volume.IsStillThere()))
        {
            Close();
            return found;
        }

        volume.Space.Refresh();
        if (entry.IsDetached && volume.Cameras == 0)
        {
            Close();
        }

        if (_lock is null)
        {
            return found;
        }

        if (tails.IsPending(volume.Id))
        {
            CutTails();
        }

        if (IsDue())
        {
            found = VolumeInspection.Try(volume.Volume);
            _proofs = found.IsWell ? _proofs + 1 : 0;
        }

        return found.IsWell ? Convalescent() : found;
    }

    /// <summary>A volume that failed has to prove itself a few times; one that was full has to have room.</summary>
    private VolumeFinding Convalescent()
    {
        var condition = volume.Condition;
        return condition.State switch
        {
            VolumeState.Full when volume.Space.Excess(0) > 0 => new VolumeFinding(VolumeState.Full, condition.Detail),
            VolumeState.Failed or VolumeState.ReadOnly or VolumeState.Stalled when _proofs < ProofsOfHealth =>
                new VolumeFinding(condition.State, condition.Detail),
            _ => VolumeFinding.Well,
        };
    }

    private bool IsDue()
    {
        var (now, taken) = (time.GetUtcNow(), volume.Space.Taken);
        var isIdle = taken == _taken;
        _taken = taken;
        if (volume.Condition.IsOnline && (!isIdle || (now - _tried).Duration() < IdleProbe))
        {
            return false;
        }

        _tried = now;
        return true;
    }

    /// <summary>The count in the identity file goes up by one, and ours with it: before and after, so that a crash between is known for what it is.</summary>
    private async Task<VolumeFinding> OpenAsync(CancellationToken cancellation)
    {
        if (!volume.Entry.IsOpening)
        {
            await list.ChangeAsync(volume, entry => entry with { IsOpening = true }, cancellation);
        }

        var opens = volume.Entry.Opens + 1;
        var finding = await AskAsync(() => Open(opens), cancellation);
        if (finding.IsWell)
        {
            await list.ChangeAsync(volume, entry => entry with { IsOpening = false, Opens = opens }, cancellation);
        }

        return finding;
    }

    private VolumeFinding Open(long opens)
    {
        try
        {
            var root = volume.Volume.Root;
            _ = Directory.CreateDirectory(volume.Volume.SegmentsRoot);
            _lock = VolumeLock.Take(volume.Volume);
            IsHeldByAnother = false;
            new VolumeIdentity(volume.Id, list.Owner, opens).Write(root);
            volume.Opened(FileIdentity.Of(Path.Combine(root, VolumeIdentity.FileName)), new VolumeCommit(disk, root, figures => report(figures)));
            tails.Read(volume.Volume);
            CutTails();
            return VolumeFinding.Well;
        }
        catch (FaultException held)
        {
            IsHeldByAnother = true;
            return new VolumeFinding(VolumeState.Foreign, held.Message);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Close();
            return new VolumeFinding(VolumeTrouble.StateOf(refused), refused.Message);
        }
    }

    private void CutTails() => volume.Space.Give(tails.Cut(volume.Volume));

    private void Close()
    {
        volume.Closed();
        _lock?.Dispose();
        _lock = null;
    }

    private void Turn(VolumeFinding finding) =>
        volume.Turn(finding.IsWell && volume.Entry.IsDetached ? VolumeState.Detached : finding.State, finding.Detail);

    private async Task<VolumeFinding> AskAsync(Func<VolumeFinding> question, CancellationToken cancellation)
    {
        try
        {
            return await _thread.RunAsync(question).WaitAsync(patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            return new VolumeFinding(VolumeState.Stalled, volume.StallWords(patience));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new VolumeFinding(VolumeTrouble.StateOf(refused), refused.Message);
        }
    }
}
