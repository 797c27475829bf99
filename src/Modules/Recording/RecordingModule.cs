using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Recording;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Recording.Alarms;
using Vedette.Recording.Archive;
using Vedette.Recording.Clips;
using Vedette.Recording.Coverage;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Evidence;
using Vedette.Recording.Exporting;
using Vedette.Recording.Features;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Index;
using Vedette.Recording.Marks;
using Vedette.Recording.Measuring;
using Vedette.Recording.Playback;
using Vedette.Recording.Retention;
using Vedette.Recording.Roster;
using Vedette.Recording.Scrubbing;
using Vedette.Recording.Sealing;
using Vedette.Recording.Settings;
using Vedette.Recording.Standing;
using Vedette.Recording.Storage;
using Vedette.Recording.Verifying;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording;

/// <summary>Writes the footage of cameras to disk, accounts for every second of it, keeps it within its budget and finds it again.</summary>
public sealed class RecordingModule : IModule
{
    /// <inheritdoc/>
    public static string Name => "recording";

    /// <inheritdoc/>
    public static void Add(ModuleBuilder module)
    {
        _ = module
            .Options<RecordingOptions>()
            .Schema()
            .On<DeviceAdded>((services, added, context, cancellation) =>
                services.GetRequiredService<FollowInventory>().HandleAsync(added, context, cancellation))
            .On<DeviceChanged>((services, changed, context, cancellation) =>
                services.GetRequiredService<FollowInventory>().HandleAsync(changed, context, cancellation))
            .On<DeviceEnabled>((services, enabled, context, cancellation) =>
                services.GetRequiredService<FollowInventory>().HandleAsync(enabled, context, cancellation))
            .On<DeviceDisabled>((services, disabled, context, cancellation) =>
                services.GetRequiredService<FollowInventory>().HandleAsync(disabled, context, cancellation))
            .On<DeviceRemoved>((services, removed, context, cancellation) =>
                services.GetRequiredService<FollowInventory>().HandleAsync(removed, context, cancellation))
            .On<AccessChanged>((services, changed, _, cancellation) =>
                services.GetRequiredService<FollowUsers>().HandleAsync(changed, cancellation))
            .On<SignInEnded>((services, ended, _, cancellation) =>
                services.GetRequiredService<FollowUsers>().HandleAsync(ended, cancellation))
            .On<MotionChanged>((services, motion, context, cancellation) =>
                services.GetRequiredService<FollowMotion>().HandleAsync(motion, context, cancellation))
            .On<ClipWanted>((services, wanted, context, cancellation) =>
                services.GetRequiredService<FollowClipsWanted>().HandleAsync(wanted, context, cancellation))
            .Emits<ClipReady>()
            .Emits<ClipFailed>()
            .Emits<SegmentRecorded>()
            .Emits<SegmentArchived>()
            .Emits<GapOpened>()
            .Emits<GapClosed>()
            .Emits<ActionRecorded>()
            .Emits<HoldPlaced>()
            .Emits<HoldReleased>()
            .Emits<StorageAlarmRaised>()
            .Emits<StorageAlarmCleared>()
            // Workers stop in reverse: the loop closes its segments, then the indexer takes the last facts.
            .Worker<VolumeWatch>()
            .Worker<Indexer>()
            .Worker<AlarmAnnouncer>()
            .Worker<HoldWorker>()
            .Worker<ForecastWorker>()
            .Worker<RetentionWorker>()
            .Worker<EventWorker>()
            .Worker<CheckpointWorker>()
            .Worker<RecordingLoop>()
            .Worker<KeyKeeper>()
            .Worker<Archiver>()
            .Worker<ScrubWorker>()
            .Worker<ExportWorker>()
            .Worker<ClipWorker>();
        AddParts(module.Services);
        AddEvidence(module.Services);
        _ = module.Services.AddHealthChecks().AddCheck<RecordingHealth>("recording");
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        GetCameras.Map(routes);
        GetArchive.Map(routes);
        EditArchive.Map(routes);
        TestArchive.Map(routes);
        ArchiveDeadLetters.Map(routes);
        EditSettings.Map(routes);
        ListVolumes.Map(routes);
        AddVolume.Map(routes);
        EditVolume.Map(routes);
        DetachVolume.Map(routes);
        ListAlarms.Map(routes);
        ListFootageKeys.Map(routes);
        EditPolicy.Map(routes);
        ListTemplates.Map(routes);
        PlaceHold.Map(routes);
        ListHolds.Map(routes);
        ChangeHold.Map(routes);
        GetForecast.Map(routes);
        DeleteFootage.Map(routes);
        ListSegments.Map(routes);
        ListGaps.Map(routes);
        ListMarks.Map(routes);
        RaiseEvent.Map(routes);
        GetTimeline.Map(routes);
        GetCoverage.Map(routes);
        GetCoverageCsv.Map(routes);
        ScrubFootage.Map(routes);
        GetPlaylist.Map(routes);
        GetSegmentFile.Map(routes);
        GetSnapshot.Map(routes);
        ExportRange.Map(routes);
        CreateExport.Map(routes);
        ListExports.Map(routes);
        GetExport.Map(routes);
        DownloadExport.Map(routes);
        DeleteExport.Map(routes);
        ListEvidenceKeys.Map(routes);
        RotateEvidenceKey.Map(routes);
        ListCheckpoints.Map(routes);
        CreateClip.Map(routes);
        ListClips.Map(routes);
        DownloadClip.Map(routes);
        ShareClip.Map(routes);
        OpenSharedClip.Map(routes);
        DeleteClip.Map(routes);
    }

    /// <summary>Reads every segment file and says where the index differs from them. The server may be running meanwhile.</summary>
    /// <param name="services">The services of an application composed with this module; it need not be started.</param>
    /// <param name="say">Gets a line for each difference, as soon as it is found.</param>
    /// <param name="progress">Gets a line for each camera, and one for each volume that is not there and is left out.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>How many differences there are; 0 when the index is what the files say.</returns>
    public static Task<int> CheckIndexAsync(
        IServiceProvider services, Action<string> say, Action<string> progress, CancellationToken cancellation) =>
        AuditAsync(services, audit => audit.CheckAsync(say, progress, cancellation), cancellation);

    /// <summary>Makes the index anew from the segment files and the journals beside them.</summary>
    /// <param name="services">The services of an application composed with this module, which is not started.</param>
    /// <param name="say">Gets a line for each difference that is mended.</param>
    /// <param name="progress">Gets a line for each camera, and one for each volume that is not there and is left out.</param>
    /// <param name="cancellation">Stops between two files; days done are done.</param>
    /// <returns>How many differences were mended.</returns>
    /// <exception cref="Foundation.FaultException">A server writes to a volume.</exception>
    public static Task<int> RebuildIndexAsync(
        IServiceProvider services, Action<string> say, Action<string> progress, CancellationToken cancellation) =>
        AuditAsync(services, audit => audit.RebuildAsync(say, progress, cancellation), cancellation);

    private static async Task<int> AuditAsync(
        IServiceProvider services, Func<IndexAudit, Task<int>> audit, CancellationToken cancellation)
    {
        await services.GetRequiredService<VolumeWatch>().LookAsync(cancellation);
        return await audit(services.GetRequiredService<IndexAudit>());
    }

    /// <summary>Checks a sealed export. Needs the file and nothing else: no services, no data of this machine.</summary>
    /// <param name="file">Path of the archive.</param>
    /// <param name="key">The key that should have signed: path of a PEM file or the SHA-256 of the public key; null for whatever key the archive brings along.</param>
    /// <param name="asJson">Whether to write one line of JSON instead of words.</param>
    /// <param name="output">Takes the verdict.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>Whether the export is valid.</returns>
    /// <exception cref="FaultException">The file cannot be read (disk), or the key is none (configuration).</exception>
    public static bool VerifyExport(string file, string? key, bool asJson, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        var expected = ExpectedKey.Fingerprint(key);
        var verdict = SealVerifier.VerifyFile(file, expected, cancellation);
        if (asJson)
        {
            VerdictText.WriteJson(verdict, expected, output);
        }
        else
        {
            VerdictText.Write(verdict, expected, output);
        }

        return verdict.IsValid;
    }

    /// <summary>Prepares an empty installation to measure what a big index costs: cameras, and a year of coverage.</summary>
    /// <param name="services">The services of an application composed with this module, which is not started.</param>
    /// <param name="cameras">How many cameras.</param>
    /// <param name="load">Brings rows into a table as fast as the database takes them.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    public static Task BeginIndexAsync(IServiceProvider services, int cameras, IBulkLoad load, CancellationToken cancellation) =>
        services.GetRequiredService<IndexFilling>().BeginAsync(cameras, load, cancellation);

    /// <summary>Fills it with footage nobody recorded; filled again, it grows.</summary>
    /// <param name="services">The services of an application composed with this module, which is not started.</param>
    /// <param name="from">How many segments each camera has.</param>
    /// <param name="to">How many it is to have.</param>
    /// <param name="files">For how many of each camera's newest there are to be files; besides, its oldest hour has some.</param>
    /// <param name="load">Brings rows into a table as fast as the database takes them.</param>
    /// <param name="cancellation">Stops between two files or rows.</param>
    /// <returns>How many rows and files there are more, and how long they took, in seconds.</returns>
    public static Task<IReadOnlyDictionary<string, double>> FillIndexAsync(
        IServiceProvider services, int from, int to, int files, IBulkLoad load, CancellationToken cancellation) =>
        services.GetRequiredService<IndexFilling>().FillAsync(from, to, files, load, cancellation);

    /// <summary>Gives cameras that are there already footage nobody recorded, up to now: rows of the index, no files.</summary>
    /// <param name="services">The services of an application composed with this module, which is not started.</param>
    /// <param name="cameras">The cameras; they have no footage yet.</param>
    /// <param name="segments">How many segments each gets.</param>
    /// <param name="load">Brings rows into a table as fast as the database takes them.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    public static Task FillFootageAsync(
        IServiceProvider services, IReadOnlyList<CameraId> cameras, int segments, IBulkLoad load, CancellationToken cancellation) =>
        services.GetRequiredService<IndexFilling>().GiveAsync(cameras, segments, load, cancellation);

    /// <summary>
    /// Measures the questions a console asks of the index, writing into it the way the recorder's facts take, and retention passes, which
    /// delete some footage.
    /// </summary>
    /// <param name="services">The services of an application composed with this module, which is not started.</param>
    /// <param name="cancellation">Stops between two questions.</param>
    /// <returns>Medians in milliseconds, or what the name says.</returns>
    public static Task<IReadOnlyDictionary<string, double>> MeasureIndexAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<IndexMeasurement>().MeasureAsync(cancellation);

    /// <summary>Records a camera that is not there, to measure what it costs to read footage back.</summary>
    /// <param name="services">The services of an application composed with this module, which is not started.</param>
    /// <param name="clip">What it sees, over and over: a fragmented MP4 that starts with a key picture.</param>
    /// <param name="name">Its name.</param>
    /// <param name="from">When it starts, UTC.</param>
    /// <param name="length">How long it is recorded.</param>
    /// <param name="cancellation">Stops between two turns of the clip.</param>
    /// <returns>Its id.</returns>
    public static Task<CameraId> FillFootageAsync(
        IServiceProvider services, FileInfo clip, string name, DateTimeOffset from, TimeSpan length, CancellationToken cancellation) =>
        services.GetRequiredService<LoopedFootage>().FillAsync(clip, name, from, length, cancellation);

    private static void AddParts(IServiceCollection services)
    {
        _ = services
            .AddSingleton<SpaceProbe>(_ => FreeSpace.Of)
            .AddSingleton(ListOfVolumes)
            .AddSingleton(new VolumeSet([]))
            .AddSingleton(provider => new AttachedVolumes(
                provider.GetRequiredService<VolumeList>().Entries.Select(entry => AttachedVolume.Of(
                    entry,
                    provider.GetRequiredService<LiveSettings>(),
                    provider.GetRequiredService<SpaceProbe>(),
                    provider.GetRequiredService<TimeProvider>())),
                provider.GetRequiredService<VolumeSet>()))
            .AddSingleton<TailNotes>()
            .AddSingleton<VolumeDesk>()
            .AddSingleton(provider => new CameraRoster(new LocalSnapshot<List<RosterCamera>>(Local(provider, "roster.json"))))
            .AddSingleton<CameraPlaces>()
            .AddSingleton<FootageLeases>()
            .AddSingleton(provider => new LiveSettings(new LocalSnapshot<RecordingSettings>(Local(provider, "settings.json"))))
            .AddSingleton(provider => new LivePolicies(new LocalSnapshot<Dictionary<CameraId, CameraPolicy>>(Local(provider, "policies.json"))))
            .AddSingleton<AlarmBoard>()
            .AddSingleton<AlarmStore>()
            .AddSingleton(provider => new LiveHolds(
                new LocalSnapshot<List<Hold>>(Local(provider, "holds.json")), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<HoldStore>()
            .AddSingleton<HoldDesk>()
            .AddSingleton<HeldFootage>()
            .AddSingleton(_ => new UnindexedFacts())
            .AddSingleton<LiveFootage>()
            .AddSingleton<LiveEvents>()
            .AddSingleton(provider => new NodePulse(Local(provider, "pulse"), provider.GetRequiredService<ILogger<NodePulse>>()))
            .AddSingleton<RecordingRules>()
            .AddSingleton<StoppedCameras>()
            .AddSingleton<IDisk>(LocalDisk.Instance)
            .AddSingleton<RecordingMeters>()
            .AddSingleton<CommitReport>(provider => provider.GetRequiredService<RecordingMeters>().Committed)
            .AddSingleton(provider => new CameraPositions(
                new LocalSnapshot<KnownPositions>(Local(provider, "positions.json")),
                provider.GetRequiredService<AttachedVolumes>(),
                provider.GetRequiredService<LiveFootage>(),
                provider.GetRequiredService<ILogger<CameraPositions>>()))
            .AddSingleton<WritingContext>()
            .AddSingleton(provider => new FootageMarks(
                provider.GetRequiredService<VolumeSet>(),
                provider.GetRequiredService<IDisk>(),
                provider.GetRequiredService<UnindexedFacts>(),
                provider.GetRequiredService<ILogger<FootageMarks>>()))
            .AddSingleton<EventIntake>()
            .AddSingleton<FootageFiles>()
            .AddSingleton<FootageIndex>()
            .AddSingleton(provider => new DeletionNotes(
                provider.GetRequiredService<IDisk>(), Local(provider, "deletions"), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<FootageDeletion>()
            .AddSingleton<CatchUp>()
            .AddSingleton<IndexAudit>()
            .AddSingleton<VolumeForecast>()
            .AddSingleton<ClassOfFootage>(provider => provider.GetRequiredService<FootageMarks>().ClassOf)
            .AddSingleton<HasArchive>(provider => () => provider.GetRequiredService<LiveArchive>().Current.Settings.Kind != ArchiveKind.None)
            .AddSingleton<FootageWorth>()
            .AddSingleton<DeletionLog>()
            .AddSingleton<RetentionStore>()
            .AddSingleton<RetentionContext>()
            .AddSingleton<PaceStore>()
            .AddSingleton<FootageForecast>()
            .AddSingleton<RecordingStore>()
            .AddSingleton<IndexStore>()
            .AddSingleton<AuditStore>()
            .AddSingleton<RosterStore>()
            .AddSingleton<TotalsStore>()
            .AddSingleton<CoverageStore>()
            .AddSingleton<FootageCoverage>()
            .AddSingleton<ScrubStore>()
            .AddSingleton(provider => new ScrubPace(
                provider.GetRequiredService<RecordingOptions>().ScrubBytesPerSecond,
                provider.GetRequiredService<AttachedVolumes>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<SegmentCheck>()
            .AddSingleton<Scrubber>()
            .AddSingleton<IndexFilling>()
            .AddSingleton<IndexMeasurement>()
            .AddTransient<LoopedFootage>()
            .AddSingleton<CameraStanding>()
            .AddSingleton<FollowMotion>()
            .AddSingleton<FollowUsers>()
            .AddSingleton<FollowClipsWanted>()
            .AddSingleton<FollowInventory>();
        _ = services
            .AddSingleton(provider => new FootageKeys(
                Local(provider, "footage-keys"), provider.GetRequiredService<SecretProtector>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<PlainFootage>()
            .AddSingleton<DecryptedFootage>()
            .AddSingleton<FootageEncryption>()
            .AddSingleton<FootageKeyStore>()
            .AddSingleton(ArchiveLimits.Default)
            .AddSingleton(provider => new LiveArchive(
                new LocalSnapshot<ArchiveSettings>(Local(provider, "archive.json")),
                provider.GetRequiredService<SecretProtector>(),
                provider.GetRequiredService<ArchiveLimits>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<Pace>()
            .AddSingleton<StoreHealth>()
            .AddSingleton<ArchiveMeters>()
            .AddSingleton<ArchiveQueue>()
            .AddSingleton<Uploader>()
            .AddSingleton<ArchiveStanding>()
            .AddSingleton<FetchedSegments>()
            .AddSingleton<SegmentFiles>()
            .AddSingleton<PlaylistBuilder>()
            .AddSingleton<FootageExport>()
            .AddSingleton<Snapshots>()
            .AddSingleton<PlaybackLog>()
            .AddSingleton(provider => new ExportFolder(Path.Combine(provider.GetRequiredService<DataPaths>().Root, "exports"), provider.GetRequiredService<SpaceProbe>()))
            .AddSingleton(provider => new ClipFolder(Path.Combine(provider.GetRequiredService<DataPaths>().Root, "clips"), provider.GetRequiredService<SpaceProbe>()))
            .AddSingleton<ClipMaker>()
            .AddSingleton<ClipProgress>()
            .AddSingleton<ClipStore>()
            .AddSingleton<ClipLinkStore>()
            .AddSingleton<LinkGuard>()
            .AddSingleton<ExportParts>()
            .AddSingleton<ExportProgress>()
            .AddSingleton<ExportMaker>()
            .AddSingleton<ExportStore>()
            .AddSingleton<ActionLog>();
    }

    private static void AddEvidence(IServiceCollection services) => _ = services
        .AddSingleton(provider => new NodeKeys(
            new LocalSnapshot<KeyRing>(Path.Combine(provider.GetRequiredService<DataPaths>().Keys, "evidence.json")),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new CheckpointJournal(Local(provider, "evidence"), provider.GetRequiredService<IDisk>()))
        .AddSingleton(provider => new LocalSnapshot<CheckpointHead>(Local(provider, "checkpoints.json")))
        .AddSingleton<Func<ClockState>>(_ => SystemClock.Read)
        .AddSingleton<UnsealedSegments>()
        .AddSingleton<CheckpointMaker>()
        .AddSingleton<SealedExport>();

    /// <summary>A file of what must be known without a database. Earlier versions kept it on the volume.</summary>
    private static string Local(IServiceProvider provider, string file)
    {
        var folder = Path.Combine(provider.GetRequiredService<DataPaths>().Root, "recording");
        _ = Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, file);
        var earlier = Path.Combine(DefaultVolume(provider), file);
        if (!File.Exists(path) && File.Exists(earlier))
        {
            File.Copy(earlier, path);
        }

        return path;
    }

    private static string DefaultVolume(IServiceProvider provider) =>
        provider.GetRequiredService<RecordingOptions>().Volume ?? provider.GetRequiredService<DataPaths>().Recordings;

    private static VolumeList ListOfVolumes(IServiceProvider provider)
    {
        var recordedBefore = File.Exists(Local(provider, "roster.json"));
        return new VolumeList(
            new LocalSnapshot<VolumeRegister>(Local(provider, "volumes.json")),
            DefaultVolume(provider),
            isNamed: provider.GetRequiredService<RecordingOptions>().Volume is not null,
            recordedBefore);
    }
}
