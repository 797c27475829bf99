using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Disks;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;

namespace Vedette.Recording.Tests.PowerCuts;

/// <summary>What the recorder finds, and makes of it, when it starts on what a power cut left.</summary>
internal sealed class Restarted
{
    private readonly PlainFootage _plain;

    private Restarted(Volume volume, CameraId camera, FootageState state, UnindexedFacts facts, LiveFootage live, PlainFootage plain)
    {
        (Volume, State, Facts, Live, _plain) = (volume, state, facts, live, plain);
        var folder = new CameraFolder(volume, camera);
        Names = [.. folder.OldestFirst()];
        Segments = [.. Names.Select(Read)];
        Gaps = [.. GapJournal.Read(camera, folder.Days()).OrderBy(gap => gap.Start)];
    }

    public Volume Volume { get; }

    public FootageState State { get; }

    public UnindexedFacts Facts { get; }

    public LiveFootage Live { get; }

    public IReadOnlyList<SegmentName> Names { get; }

    /// <summary>Each file as it is read back; null where there is nothing to play in it.</summary>
    public IReadOnlyList<Segment?> Segments { get; }

    public IReadOnlyList<Gap> Gaps { get; }

    /// <summary>Starts on the volume, as the writing stage does, at that time.</summary>
    public static Restarted On(string root, CameraId camera, IDisk disk, FootageKeys keys, DateTimeOffset at)
    {
        var plain = new PlainFootage(keys);
        var (facts, live) = (new UnindexedFacts(), new LiveFootage());
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var meters = new RecordingMeters(services.GetRequiredService<IMeterFactory>(), facts);
        var volume = Volume.Open(root);
        var settings = new LiveSettings(new LocalSnapshot<RecordingSettings>(Path.Combine(root, "settings.json")));
        using var commit = new VolumeCommit(disk, root, meters.Committed);
        var time = new FakeTime();
        time.Advance(at - time.GetUtcNow());
        var attached = new AttachedVolume(
            new VolumeEntry { Id = volume.Id, Name = "test", Path = root },
            new VolumeSpace(volume, settings, _ => new FreeSpace(1L << 40, 1L << 40)),
            time,
            VolumeState.Online);
        attached.Space.Refresh();
        attached.Opened(FileIdentity.Of(Path.Combine(root, VolumeIdentity.FileName)), commit);
        using var known = new LocalSnapshot<KnownPositions>(Path.Combine(root, "positions.json"));
        var set = new VolumeSet([volume]);
        var positions = new CameraPositions(known, new AttachedVolumes([attached], set), live, NullLogger<CameraPositions>.Instance);
        var context = new WritingContext(
            disk, new FootageEncryption(settings, keys), plain, set, new TailNotes(disk), positions,
            live, facts, meters, time, NullLogger<FootageWriter>.Instance);
        var writer = new FootageWriter(camera, context, attached);
        writer.Recover();
        Commit();
        writer.Want(at, lastAlive: null);
        Commit();
        return new Restarted(volume, camera, live.Of(camera), facts, live, plain);

        void Commit()
        {
            while (writer.NeedsCommit)
            {
                commit.Commit([writer.Uncommitted]);
                writer.Confirm();
            }
        }
    }

    /// <summary>The footage of a file as it was recorded.</summary>
    public SafeFileHandle Open(SegmentName name) => _plain.Open(name, File.OpenHandle(Path.Combine(Volume.Root, name.Path)));

    private Segment? Read(SegmentName name)
    {
        using var file = Open(name);
        return SegmentFacts.Read(Volume, name, file);
    }
}
