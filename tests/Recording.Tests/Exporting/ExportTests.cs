using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Exporting;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Volumes;
using Vedette.Support;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Exporting;

public sealed class ExportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_range_is_streamed_as_one_file_and_its_gaps_are_told()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.WithAacAsync(), Seconds(0));
        await rig.RecordAsync(await TestClip.WithAacAsync(), Seconds(30));
        await rig.AddGapAsync(Seconds(6), Seconds(30), GapCause.CameraUnreachable);

        using var response = await rig.Http.GetAsync(
            rig.Path("export.mp4", Seconds(3), Seconds(33)), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var path = await rig.SaveAsync(response, "export.mp4");

        await Tool.DecodeAsync(path);
        var gap = Assert.Single(JsonDocument.Parse(Assert.Single(response.Headers.GetValues("Vedette-Gaps"))).RootElement.EnumerateArray());
        Assert.Equal("camera-unreachable", gap.GetProperty("cause").GetString());
        Assert.Equal(Text(Start.AddSeconds(30)), gap.GetProperty("end").GetString());
        Assert.Equal(100 + 75, (await Tool.PacketsAsync(path, 0)).Count);
        Assert.StartsWith("Front-door_", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Contains("recording.footage-exported", await ActionsAsync(rig));
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_long_range_is_read_from_the_index_in_pieces_and_nothing_is_lost_between_them(Dialect dialect)
    {
        const int Clips = 70;
        await using var rig = await FootageRig.StartAsync(dialect);
        var clip = await TestClip.PlainAsync();
        for (var number = 0; number < Clips; number++)
        {
            await rig.RecordAsync(clip, Seconds(10 * number));
        }

        using var response = await rig.Http.GetAsync(
            rig.Path("export.mp4", Seconds(0), Seconds(10 * Clips)), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        var path = await rig.SaveAsync(response, "long.mp4");

        Assert.Equal(Clips * clip.Video.Count(), (await Tool.PacketsAsync(path, 0)).Count);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task An_ordered_export_is_made_downloaded_and_deleted(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        await rig.RecordAsync(await TestClip.WithAacAsync(), Seconds(0));
        var id = await OrderAsync(rig, [rig.Camera]);
        var ready = await FinishedAsync(rig, id);

        Assert.Equal("ready", ready.GetProperty("state").GetString());
        Assert.Equal(1, ready.GetProperty("progress").GetDouble());
        var bytes = await rig.Http.GetByteArrayAsync($"/api/recording/exports/{id}/download", Cancellation);
        var file = Assert.Single(ready.GetProperty("files").EnumerateArray());
        Assert.Equal(bytes.Length, ready.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
        var path = Path.Combine(rig.Host.DataDirectory, "download.mp4");
        await File.WriteAllBytesAsync(path, bytes, Cancellation);
        await Tool.DecodeAsync(path);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/recording/exports/{id}/download");
        request.Headers.Range = new RangeHeaderValue(1000, null);
        using var rest = await rig.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(bytes.AsSpan(1000).ToArray(), await rest.Content.ReadAsByteArrayAsync(Cancellation));

        var list = await rig.GetAsync("/api/recording/exports");
        Assert.Equal(id, list.GetProperty("items")[0].GetProperty("id").GetGuid());
        using var deleted = await rig.Http.DeleteAsync($"/api/recording/exports/{id}", Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(rig.Host.DataDirectory, "exports")));
        await RefusedAsync(await rig.Http.GetAsync($"/api/recording/exports/{id}", Cancellation), 404, "not-found");
        Assert.Equal(
            ["recording.export-ordered", "recording.export-downloaded", "recording.export-deleted"], await ActionsAsync(rig));
    }

    [Fact]
    public async Task Several_cameras_travel_in_one_archive()
    {
        await using var rig = await FootageRig.StartAsync();
        var other = CameraId.New();
        await rig.AddCameraAsync(other, "Back / door");
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        await rig.RecordAsync(await TestClip.WithAacAsync(), Seconds(0), other);
        var ready = await FinishedAsync(rig, await OrderAsync(rig, [rig.Camera, other]));

        var bytes = await rig.Http.GetByteArrayAsync($"/api/recording/exports/{ready.GetProperty("id").GetGuid()}/download", Cancellation);
        using var archive = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(2, archive.Entries.Count);
        foreach (var (entry, file) in archive.Entries.Zip(ready.GetProperty("files").EnumerateArray()))
        {
            Assert.Equal(file.GetProperty("name").GetString(), entry.FullName);
            Assert.Equal(entry.Length, entry.CompressedLength);
            await using var content = await entry.OpenAsync(Cancellation);
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(await SHA256.HashDataAsync(content, Cancellation)));
            var path = Path.Combine(rig.Host.DataDirectory, Guid.NewGuid() + ".mp4");
            await entry.ExtractToFileAsync(path, Cancellation);
            await Tool.DecodeAsync(path);
        }
    }

    [Fact]
    public async Task An_export_interrupted_by_a_restart_is_made_again()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        var job = new ExportJob
        {
            Id = Guid.CreateVersion7(),
            CameraIds = [rig.Camera],
            From = Start,
            To = Start.AddSeconds(60),
            Reason = "",
            State = ExportState.Running,
            CreatedAt = Start,
            CreatedBy = "ana",
        };
        await rig.Get<ExportStore>().AddAsync(job, TestTokens.Administrator, Cancellation);
        rig.Get<ExportProgress>().Order();

        var ready = await FinishedAsync(rig, job.Id);

        Assert.Equal("ready", ready.GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_export_of_nothing_fails_in_words_and_cannot_be_downloaded()
    {
        await using var rig = await FootageRig.StartAsync();
        var id = await OrderAsync(rig, [rig.Camera]);
        var failed = await FinishedAsync(rig, id);

        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.Equal("Nothing is recorded in this range.", failed.GetProperty("error").GetString());
        await RefusedAsync(await rig.Http.GetAsync($"/api/recording/exports/{id}/download", Cancellation), 409, "not-ready");
    }

    [Fact]
    public async Task An_export_stops_before_the_disk_is_full_and_leaves_nothing_behind()
    {
        using var elsewhere = new TemporaryFolder();
        await using var rig = await FootageRig.StartAsync(
            prepare: services => services.AddSingleton(new ExportFolder(elsewhere.Path, _ => new FreeSpace(1L << 30, 1 << 20))));
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));

        var failed = await FinishedAsync(rig, await OrderAsync(rig, [rig.Camera]));

        Assert.Equal("failed", failed.GetProperty("state").GetString());
        Assert.Contains("no room", failed.GetProperty("error").GetString()!, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(elsewhere.Path));
    }

    [Fact]
    public async Task A_wrong_order_is_refused_by_the_name_of_its_field()
    {
        await using var rig = await FootageRig.StartAsync();
        var (from, to) = (Text(Start), Text(Start.AddSeconds(60)));
        var camera = rig.Camera.ToString();
        foreach (var (body, field) in new (object, string)[]
        {
            (new { cameraIds = Array.Empty<string>(), from, to }, "cameraIds"),
            (new { cameraIds = new[] { Guid.NewGuid().ToString() }, from, to }, "cameraIds"),
            (new { cameraIds = new[] { camera }, from = to, to = from }, "from"),
            (new { cameraIds = new[] { camera }, from, to = Text(Start.AddDays(32)) }, "to"),
            (new { cameraIds = new[] { camera }, from, to, reason = new string('x', 501) }, "reason"),
        })
        {
            var problem = await RefusedAsync(await rig.Http.PostAsJsonAsync("/api/recording/exports", body, Cancellation), 400, "invalid-request");
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        }
    }

    [Fact]
    public async Task Without_the_right_nothing_is_taken_away()
    {
        await using var rig = await FootageRig.StartAsync();
        using var member = rig.As(Roles.Member);
        await RefusedAsync(await member.GetAsync(rig.Path("export.mp4", Seconds(0), Seconds(1)), Cancellation), 403, "forbidden");
        await RefusedAsync(await member.GetAsync("/api/recording/exports", Cancellation), 403, "forbidden");
        await RefusedAsync(await member.DeleteAsync($"/api/recording/exports/{Guid.NewGuid()}", Cancellation), 403, "forbidden");
    }

    private static async Task<Guid> OrderAsync(FootageRig rig, CameraId[] cameras)
    {
        using var response = await rig.Http.PostAsJsonAsync(
            "/api/recording/exports",
            new { cameraIds = cameras, from = Text(Start), to = Text(Start.AddSeconds(60)), reason = "Parcel" },
            Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetGuid();
    }

    private static async Task<JsonElement> FinishedAsync(FootageRig rig, Guid id)
    {
        while (true)
        {
            var export = await rig.GetAsync($"/api/recording/exports/{id}");
            if (export.GetProperty("state").GetString() is "ready" or "failed")
            {
                return export;
            }

            await Task.Delay(50, Cancellation);
        }
    }

    private static Task<List<string>> ActionsAsync(FootageRig rig) => rig.Get<Database<RecordingModule>>().ReadAsync(
        async connection =>
        {
            var told = await connection.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded' order by position");
            return told.Select(data => JsonDocument.Parse(data).RootElement.GetProperty("action").GetString()!).ToList();
        },
        Cancellation);
}
