using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Volumes;

public sealed class VolumeTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_volume_is_added_changed_and_taken_out_of_use()
    {
        using var disk = SmallVolume.Mount(16);
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();

        var id = await AddedAsync(client, new { name = "attic", path = disk.Path, role = "standby", budgetBytes = 4 << 20 });
        var added = await ViewAsync(client, id);
        Assert.Equal(("attic", "standby", "online", 4 << 20), (Text(added, "name"), Text(added, "role"), Text(added, "state"), added.GetProperty("setBudgetBytes").GetInt32()));

        var changed = await client.PatchAsJsonAsync($"/api/recording/volumes/{id}", new { name = "cellar", role = "normal", budgetBytes = 0 }, Stop);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await ViewAsync(client, id)).GetProperty("setBudgetBytes").ValueKind);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/recording/volumes/{id}", Stop)).StatusCode);
        Assert.Equal("detached", Text(await ViewAsync(client, id), "state"));
        await RefusedAsync(await client.DeleteAsync($"/api/recording/volumes/{host.Volume.Id}", Stop), 409, "last-volume");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/recording/volumes/{id}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync($"/api/recording/volumes/{id}", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_directory_becomes_a_volume_only_when_nothing_speaks_against_it()
    {
        using var disk = SmallVolume.Mount(16);
        using var folder = new TemporaryFolder();
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        await RefusedAsync(await PostAsync(client, new { name = "a", path = "relative" }), 400, "invalid-request");
        await RefusedAsync(await PostAsync(client, new { name = "a", path = Path.Combine(disk.Path, "none") }), 400, "path-missing");
        await RefusedAsync(await PostAsync(client, new { name = "a", path = host.Volume.Root }), 400, "path-in-use");
        await RefusedAsync(await PostAsync(client, new { name = "recordings", path = disk.Path }), 400, "invalid-request");

        await File.WriteAllTextAsync(Path.Combine(disk.Path, "letter"), "mine", Stop);
        await RefusedAsync(await PostAsync(client, new { name = "a", path = disk.Path }), 400, "path-not-empty");
        File.Delete(Path.Combine(disk.Path, "letter"));

        new VolumeIdentity(Guid.CreateVersion7(), Guid.CreateVersion7(), 7).Write(disk.Path);
        await RefusedAsync(await PostAsync(client, new { name = "a", path = disk.Path }), 400, "volume-foreign");
        var id = await AddedAsync(client, new { name = "a", path = disk.Path, adopt = true });
        Assert.Equal("online", Text(await ViewAsync(client, id), "state"));
        Assert.Equal(8, VolumeIdentity.Read(disk.Path)!.Opens);
    }

    [Fact]
    public async Task A_directory_on_the_disk_of_the_system_is_no_volume_unless_that_is_wanted()
    {
        var path = Directory.CreateDirectory(Path.Combine("/var/tmp", $"vedette-{Guid.NewGuid():N}")).FullName;
        Assert.SkipUnless(FileIdentity.Of(path)?.Device == FileIdentity.Of("/")?.Device, "Here, /var/tmp lies on another disk than the system.");
        try
        {
            await using var host = await RecordingHost.StartAsync();
            using var client = host.Client();
            await RefusedAsync(await PostAsync(client, new { name = "a", path }), 400, "boot-disk");
            _ = await AddedAsync(client, new { name = "a", path, allowBootDisk = true });
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public async Task An_older_copy_of_a_volume_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        string root;
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            root = host.Volume.Root;
        }

        var identity = VolumeIdentity.Read(root)!;
        (identity with { Opens = identity.Opens - 1 }).Write(root);
        await using var again = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });

        var volume = Assert.Single(again.Get<AttachedVolumes>().All);
        Assert.Equal(VolumeState.Foreign, volume.Condition.State);
        Assert.Empty(again.Get<VolumeSet>().All);
        Assert.Equal(identity.Opens - 1, VolumeIdentity.Read(root)!.Opens);
    }

    [Fact]
    public async Task A_volume_of_earlier_versions_is_taken_over_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var id = Guid.CreateVersion7();
        var root = Directory.CreateDirectory(Path.Combine(folder.Path, "recordings")).FullName;
        await File.WriteAllTextAsync(Path.Combine(root, VolumeIdentity.FileName), $$"""{"id":"{{id}}"}""", Stop);

        await using var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });

        var volume = Assert.Single(host.Get<AttachedVolumes>().All);
        Assert.Equal((id, VolumeState.Online), (volume.Id, volume.Condition.State));
        Assert.Equal((host.Get<VolumeList>().Owner, 1L), (VolumeIdentity.Read(root)!.Owner!.Value, VolumeIdentity.Read(root)!.Opens));
    }

    [Fact]
    public async Task Numbers_go_on_when_the_volume_with_the_newest_footage_is_away_at_the_start()
    {
        using var disk = SmallVolume.Mount(32);
        using var folder = new TemporaryFolder();
        var camera = CameraId.New();
        long last;
        await using (var host = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
            var wanted = new VolumeEntry { Id = Guid.Empty, Name = "away", Path = disk.Path, BudgetBytes = 10 << 20 };
            _ = await host.Get<VolumeDesk>().AddAsync(wanted, adopt: false, allowBootDisk: false, Stop);
            await host.Get<VolumeList>().ChangeAsync(host.Get<AttachedVolumes>().All[0], entry => entry with { Role = VolumeRole.Standby }, Stop);
            await host.AddAsync(camera);
            _ = await host.IndexedAsync(camera, 2);
            last = (await host.IndexedAsync(camera, 3))[^1].Sequence;
        }

        Directory.Move(Path.Combine(disk.Path, SegmentName.Root), Path.Combine(disk.Path, "gone"));
        File.Move(Path.Combine(disk.Path, VolumeIdentity.FileName), Path.Combine(disk.Path, "gone.json"));
        await using var again = await RecordingHost.StartAsync(adjust: options => options with { DataDirectory = folder.Path });
        var state = await RecordingHost.WaitForAsync(
            () => Task.FromResult(again.Get<LiveFootage>().Of(camera)), found => found.Open is not null, "a segment");

        Assert.True(state.Open!.Sequence > last);
        Assert.True(state.Open.Sequence < last + 100);
        Assert.Equal(again.Get<AttachedVolumes>().All[0].Id, state.Open.VolumeId);
    }

    [Fact]
    public void Cameras_are_spread_by_room_and_stay_unless_there_is_reason()
    {
        var (large, small, spare) = (VolumeOf(3L << 30, VolumeRole.Normal), VolumeOf(1L << 30, VolumeRole.Normal), VolumeOf(9L << 30, VolumeRole.Standby));
        List<AttachedVolume> all = [large, small, spare];
        for (var camera = 0; camera < 8; camera++)
        {
            CameraPlacement.Best(all)!.Cameras++;
        }

        Assert.Equal((6, 2, 0), (large.Cameras, small.Cameras, spare.Cameras));
        Assert.Null(CameraPlacement.Balance(all));

        _ = large.Turn(VolumeState.Failed);
        Assert.Equal(small, CameraPlacement.Best(all));
        _ = small.Turn(VolumeState.Missing);
        Assert.Equal(spare, CameraPlacement.Best(all));

        (large.Cameras, spare.Cameras) = (0, 6);
        _ = large.Turn(VolumeState.Online);
        Assert.Equal((spare, large), CameraPlacement.Balance(all));
    }

    private static AttachedVolume VolumeOf(long bytes, VolumeRole role)
    {
        var entry = new VolumeEntry { Id = Guid.NewGuid(), Name = $"{bytes}", Path = $"/{bytes}", Role = role, BudgetBytes = bytes, ReserveBytes = 1 };
        var settings = new Recording.Settings.LiveSettings(new(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json")));
        var volume = AttachedVolume.Of(entry, settings, _ => new FreeSpace(1L << 40, 1L << 40), new FakeTime());
        volume.Space.Refresh();
        _ = volume.Turn(VolumeState.Online);
        return volume;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, object request) =>
        client.PostAsJsonAsync("/api/recording/volumes", request, Stop);

    private static async Task<Guid> AddedAsync(HttpClient client, object request)
    {
        var added = await PostAsync(client, request);
        Assert.True(added.StatusCode == HttpStatusCode.Created, await added.Content.ReadAsStringAsync(Stop));
        return (await added.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
    }

    private static async Task<JsonElement> ViewAsync(HttpClient client, Guid id) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/recording/volumes", Stop)).GetProperty("items").EnumerateArray()
            .Single(volume => volume.GetProperty("id").GetGuid() == id);

    private static async Task RefusedAsync(HttpResponseMessage refused, int status, string code)
    {
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal((status, code), ((int)refused.StatusCode, Text(problem, "code")));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
