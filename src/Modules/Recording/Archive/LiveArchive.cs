using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Archive.S3;

namespace Vedette.Recording.Archive;

/// <summary>The archive in force: its settings and the store they mean.</summary>
internal sealed class LiveArchive : IDisposable
{
    public const string SecretPurpose = "archive-secret";

    private readonly LocalSnapshot<ArchiveSettings> _snapshot;
    private readonly SecretProtector _protector;
    private readonly ArchiveLimits _limits;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _replacing = new(1, 1);
    private Target _current;

    public LiveArchive(LocalSnapshot<ArchiveSettings> snapshot, SecretProtector protector, ArchiveLimits limits, TimeProvider time)
    {
        (_snapshot, _protector, _limits, _time) = (snapshot, protector, limits, time);
        _current = Load();
    }

    /// <summary>Settings and store belong together: take them once and keep to them.</summary>
    public Target Current => Volatile.Read(ref _current);

    /// <summary>Replaces the settings. When this returns, they survive a power cut.</summary>
    /// <param name="settings">The new ones.</param>
    /// <param name="first">Done before, while no copy is noted.</param>
    /// <param name="cancellation">Stops it before it is done.</param>
    public async Task ReplaceAsync(ArchiveSettings settings, Func<Task>? first, CancellationToken cancellation)
    {
        await _replacing.WaitAsync(cancellation);
        try
        {
            await (first?.Invoke() ?? Task.CompletedTask);
            await _snapshot.SaveAsync(settings, cancellation);
            Volatile.Write(ref _current, TargetOf(settings));
        }
        finally
        {
            _ = _replacing.Release();
        }
    }

    /// <summary>Notes a copy, unless it was made in a place that is not the archive any more.</summary>
    public async Task NoteAsync(Target madeIn, Func<Task> note, CancellationToken cancellation)
    {
        await _replacing.WaitAsync(cancellation);
        try
        {
            await (Current.Settings.IsSamePlaceAs(madeIn.Settings) ? note() : Task.CompletedTask);
        }
        finally
        {
            _ = _replacing.Release();
        }
    }

    /// <summary>The store settings mean, in force or only tried; null when they say there is none.</summary>
    public IArchiveStore? StoreOf(ArchiveSettings settings) => settings switch
    {
        { Kind: ArchiveKind.Folder, Path: { } path, FolderId: { } id } => new FolderStore(path, id, _limits, _time),
        { Kind: ArchiveKind.S3, Bucket: { } bucket, AccessKey: { } key, ProtectedSecret: { } secret } => new S3Store(
            new S3Place(
                settings.Endpoint is { } endpoint ? new Uri(endpoint) : S3Place.Amazon(settings.Region),
                bucket,
                settings.PathStyle,
                settings.Region,
                key,
                _protector.Unprotect(SecretPurpose, secret)),
            settings.Prefix,
            settings.ObjectLockDays is not null,
            _limits,
            _time),
        _ => null,
    };

    public void Dispose() => _replacing.Dispose();

    /// <summary>Settings that cannot be read are a trouble to be told, not a reason not to record.</summary>
    private Target Load()
    {
        var settings = ArchiveSettings.Off;
        try
        {
            settings = _snapshot.Load() ?? settings;
            return TargetOf(settings);
        }
        catch (FaultException unreadable)
        {
            return new Target(settings, null, unreadable.Message);
        }
    }

    private Target TargetOf(ArchiveSettings settings) => new(settings, StoreOf(settings), null);

    /// <param name="Settings">What was asked for.</param>
    /// <param name="Store">Null when there is none.</param>
    /// <param name="Fault">Why there is none although one was asked for, in words.</param>
    internal sealed record Target(ArchiveSettings Settings, IArchiveStore? Store, string? Fault);
}
