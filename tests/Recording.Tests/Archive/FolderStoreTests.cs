using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Recording.Archive;
using Vedette.Recording.Footage;
using Vedette.Recording.Playback;
using Vedette.Recording.Tests.Rig;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

public sealed class FolderStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "O-28")]
    public async Task A_folder_holds_copies_as_a_bucket_does_and_gives_them_back()
    {
        using var folder = new TemporaryFolder();
        await using var rig = await ArchiveRig.StartAsync();
        await UseAsync(rig, folder.Path);
        var recorded = await rig.RecordAsync();
        await rig.SettleAsync();
        var row = await rig.RowAsync(recorded[0]);
        Assert.Equal(recorded.Count, Directory.GetFiles(folder.Path, "*.mp4", SearchOption.AllDirectories).Length);
        Assert.Equal(await File.ReadAllBytesAsync(rig.Get<VolumeSet>().All[0].Resolve(row), Stop), await File.ReadAllBytesAsync(folder.Combine(row.ArchivedAs!), Stop));

        File.Delete(rig.Get<VolumeSet>().All[0].Resolve(row));
        using var file = await rig.Get<SegmentFiles>().OpenAsync(row, Stop);
        Assert.Equal(row.Bytes, RandomAccess.GetLength(file!));
    }

    [Fact]
    public async Task A_missing_mount_is_noticed_and_nothing_is_written_below_it()
    {
        using var folder = new TemporaryFolder();
        await using var rig = await ArchiveRig.StartAsync();
        await UseAsync(rig, folder.Path);
        _ = await rig.RecordAsync();
        File.Delete(folder.Combine("vedette-archive.json"));
        await rig.RoundAsync();

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal("failing", (await rig.StatusAsync()).GetProperty("state").GetString());
        Assert.Contains("not mounted", (await rig.StatusAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(["archive-failing"], rig.Alarms);
    }

    [Fact]
    public async Task A_full_disk_costs_no_try_and_what_waits_is_copied_when_there_is_room()
    {
        using var small = SmallVolume.Mount(1);
        await using var rig = await ArchiveRig.StartAsync();
        await UseAsync(rig, small.Path);
        var filling = Path.Combine(small.Path, "filling");
        await File.WriteAllBytesAsync(filling, new byte[(1 << 20) - (24 << 10)], Stop);
        var recorded = await rig.RecordAsync(TestClip.LargerAsync());
        await rig.RoundAsync();
        var full = await rig.StatusAsync();
        Assert.Equal("failing", full.GetProperty("state").GetString());
        Assert.Contains("full", full.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await rig.DeadLettersAsync());
        Assert.Empty(Directory.GetFiles(Path.Combine(small.Path, ".vedette-uploads")));

        File.Delete(filling);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.SettleAsync();
        Assert.Equal(recorded.Count, (await rig.StatusAsync()).GetProperty("archivedSegments").GetInt64());
    }

    [Fact]
    public async Task The_archive_cannot_lie_on_the_volume_it_is_to_survive()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var below = Directory.CreateDirectory(Path.Combine(rig.Get<VolumeSet>().All[0].Root, "copies")).FullName;
        var draft = new ArchiveDraft { Kind = ArchiveKind.Folder, Path = below };
        Assert.Equal(["path"], draft.Check(ArchiveSettings.Off, rig.Get<VolumeSet>()).Keys);
    }

    private static Task UseAsync(ArchiveRig rig, string path)
    {
        var draft = new ArchiveDraft { Kind = ArchiveKind.Folder, Path = path };
        Assert.Empty(draft.Check(ArchiveSettings.Off, rig.Get<VolumeSet>()));
        var settings = draft.ToSettings(ArchiveSettings.Off, rig.Get<SecretProtector>()) with { FolderId = FolderStore.Identify(path) };
        return rig.Get<LiveArchive>().ReplaceAsync(settings, null, Stop);
    }
}
