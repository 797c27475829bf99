using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Volumes;

/// <summary>Where volumes are added, adopted and taken out of use.</summary>
/// <remarks>Belongs here: what may become a volume. Does not: who asks, and the log of it. One change at a time.</remarks>
internal sealed class VolumeDesk(VolumeList list, AttachedVolumes volumes, VolumeWatch watch, TimeProvider time) : IDisposable
{
    // Other file systems put this into their root by themselves.
    private const string LostAndFound = "lost+found";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Takes the directory at the entry's path into use.</summary>
    /// <param name="wanted">What it is to be; its id is taken from the identity file if there is one.</param>
    /// <param name="adopt">Whether a volume of another installation, or an older copy of one of ours, is taken over.</param>
    /// <param name="allowBootDisk">Whether it may lie on the disk the system runs from.</param>
    /// <param name="cancellation">Stops the attempt.</param>
    /// <exception cref="VolumeRefusedException">It cannot be a volume, or not without being asked for.</exception>
    public async Task<AttachedVolume> AddAsync(VolumeEntry wanted, bool adopt, bool allowBootDisk, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var known = list.Entries.FirstOrDefault(entry => entry.Path == wanted.Path);
            CheckPath(wanted.Path, known);
            using var thread = new VolumeThread("vedette-volume-new");
            var identity = await AskAsync(thread, () => Take(wanted, known, adopt, allowBootDisk), cancellation);
            if (known is not null)
            {
                await ForgetAsync(known.Id, cancellation);
            }

            var entry = wanted with { Id = identity.Id, Opens = identity.Opens };
            await list.PutAsync(entry, cancellation);
            await watch.AddAsync(entry, cancellation);
            return volumes.Find(entry.Id)!;
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    /// <summary>Writes nothing more to it; asked again, forgets it.</summary>
    /// <exception cref="VolumeRefusedException">There would be no volume left, or cameras are still on it.</exception>
    public async Task DetachAsync(AttachedVolume volume, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (volume.Entry.IsDetached && volume.Cameras > 0)
            {
                throw new VolumeRefusedException("volume-in-use", "Cameras are still on their way to other volumes. Try again in a minute.");
            }

            if (volume.Entry.IsDetached)
            {
                await ForgetAsync(volume.Id, cancellation);
                return;
            }

            if (!volumes.All.Any(other => other != volume && !other.Entry.IsDetached))
            {
                throw new VolumeRefusedException("last-volume", "It is the only volume. Add another before it is taken out of use.");
            }

            await list.ChangeAsync(volume, entry => entry with { IsDetached = true }, cancellation);
            if (volume.Condition.IsReadable)
            {
                _ = volume.Turn(VolumeState.Detached);
            }

            watch.Mind(volume);
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ForgetAsync(Guid id, CancellationToken cancellation)
    {
        await watch.RemoveAsync(id);
        await list.RemoveAsync(id, cancellation);
    }

    private void CheckPath(string path, VolumeEntry? known)
    {
        if (known is not null && volumes.Find(known.Id) is { Condition.State: not (VolumeState.Detached or VolumeState.Foreign or VolumeState.Missing) })
        {
            throw new VolumeRefusedException("path-in-use", $"The volume {known.Name} lies there already.");
        }

        if (list.Entries.FirstOrDefault(entry => entry.Path != path && (IsBelow(path, entry.Path) || IsBelow(entry.Path, path))) is { } other)
        {
            throw new VolumeRefusedException("path-in-use", $"One of it and the volume {other.Name} would lie within the other.");
        }
    }

    private VolumeIdentity Take(VolumeEntry wanted, VolumeEntry? known, bool adopt, bool allowBootDisk)
    {
        var path = wanted.Path;
        if (!Directory.Exists(path))
        {
            throw new VolumeRefusedException("path-missing", $"There is no directory {path}. Mount the disk, or make the directory, first.");
        }

        if (!allowBootDisk && path != list.DefaultPath && OperatingSystem.IsLinux() && FileIdentity.Of(path)?.Device == FileIdentity.Of("/")?.Device)
        {
            throw new VolumeRefusedException(
                "boot-disk", $"{path} lies on the disk the system runs from: usually a disk that is not mounted. Mount it, or say that this is wanted.");
        }

        VolumeIdentity? found;
        try
        {
            found = VolumeIdentity.Read(path);
        }
        catch (FaultException damaged)
        {
            throw new VolumeRefusedException("volume-foreign", damaged.Message);
        }

        if (found is null && Directory.EnumerateFileSystemEntries(path).Any(entry => Path.GetFileName(entry) != LostAndFound))
        {
            throw new VolumeRefusedException("path-not-empty", $"{path} holds other files. A volume has a directory to itself.");
        }

        if (found is not null && list.Entries.FirstOrDefault(entry => entry.Id == found.Id && entry.Path != path) is { } elsewhere)
        {
            throw new VolumeRefusedException("volume-attached", $"It is the volume {elsewhere.Name}, or a copy of it, set up at {elsewhere.Path}.");
        }

        var isStrange = found is not null
            && ((found.Owner is { } owner && owner != list.Owner) || (known is not null && known.Id == found.Id && known.Opens != found.Opens));
        if (isStrange && !adopt)
        {
            throw new VolumeRefusedException(
                "volume-foreign", "It is the volume of another installation, or an older copy. Adopt it if nobody else writes to it.");
        }

        // Taken over as it stands: the opening that follows counts on from here.
        var identity = found is null ? new VolumeIdentity(Guid.CreateVersion7(), list.Owner) : found with { Owner = list.Owner };
        identity.Write(path);
        return identity;
    }

    private async Task<VolumeIdentity> AskAsync(VolumeThread thread, Func<VolumeIdentity> question, CancellationToken cancellation)
    {
        try
        {
            return await thread.RunAsync(question).WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            throw new VolumeRefusedException("volume-stalled", "The disk does not answer.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new VolumeRefusedException("volume-refused", $"The disk refuses: {refused.Message}");
        }
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
