using System.Net.Http.Json;
using System.Security.Cryptography;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The whole way of footage that must last: encrypted, archived, lost on the disk, played, sealed, verified elsewhere.</summary>
public sealed class KeepingTests
{
    private static readonly ClipShape Clip = ClipShape.Small;

    [Fact]
    [Trait("Req", "O-23")]
    public async Task Footage_outlives_its_disk_and_proves_itself_to_a_stranger()
    {
        var archive = Workplace.Temporary("archive");
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = Clip });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("keeping"));
        await vedette.SignInAsync();
        await SendAsync(vedette, HttpMethod.Patch, "/api/recording/settings", new { segmentSeconds = 2, encryptFootage = true });
        await SendAsync(vedette, HttpMethod.Put, "/api/recording/archive/settings", new { kind = "folder", path = archive });
        var camera = await vedette.AddCameraAsync(await vedette.AddRoomAsync(), "Vault", simulator["cam1"].Url.ToString());
        await vedette.WaitUntilRecordingAsync(camera);
        await vedette.WaitUntilAsync("five segments are archived", async () =>
            (await vedette.GetAsync("/api/recording/archive")).GetProperty("archivedSegments").GetInt64() >= 5);

        var segments = (await vedette.SegmentsAsync(camera, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow)).Take(4).ToList();
        AssertTellsNothing(Directory.EnumerateFiles(vedette.DataDirectory, "*.mp4", SearchOption.AllDirectories));
        AssertTellsNothing(Directory.EnumerateFiles(archive, "*.mp4", SearchOption.AllDirectories));
        Footage.Of(vedette.DataDirectory, camera).Take(2).ToList().ForEach(lost => File.Delete(lost.File));
        foreach (var segment in segments)
        {
            var original = await vedette.Http.GetByteArrayAsync(
                $"/api/recording/cameras/{camera}/segments/{segment.GetProperty("id").GetGuid()}.mp4?original=true");
            Assert.Equal(segment.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(original)));
        }

        var (from, to) = (segments[0].GetProperty("start").GetDateTimeOffset(), segments[3].GetProperty("end").GetDateTimeOffset());
        var file = await SealedAsync(vedette, camera, from, to);
        await AssertVerdictAsync(file, 0, "valid");
        var altered = await File.ReadAllBytesAsync(file);
        altered[altered.AsSpan().IndexOf("mdat"u8) + 500] ^= 1;
        await File.WriteAllBytesAsync(file, altered);
        await AssertVerdictAsync(file, 1, "altered");

        await vedette.WaitUntilAsync("the log has it all", async () =>
        {
            var actions = (await vedette.GetAllAsync("/api/audit/actions")).ConvertAll(action => action.GetProperty("action").GetString());
            return actions.Contains("recording.export-ordered") && actions.Contains("recording.export-downloaded");
        });
        Assert.True((await vedette.GetAsync("/api/audit/verification")).GetProperty("valid").GetBoolean());
    }

    private static void AssertTellsNothing(IEnumerable<string> files)
    {
        var checkedFiles = files.ToList();
        Assert.NotEmpty(checkedFiles);
        Assert.All(checkedFiles, file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("mdat"u8) < 0, $"{file} is not encrypted"));
    }

    private static async Task<string> SealedAsync(VedetteProcess vedette, Guid camera, DateTimeOffset from, DateTimeOffset to)
    {
        var id = await vedette.CreateAsync("/api/recording/exports", new { cameraIds = new[] { camera }, from, to, reason = "Burglary", @sealed = true });
        await vedette.WaitUntilAsync("the sealed export is made", async () =>
        {
            var export = await vedette.GetAsync($"/api/recording/exports/{id}");
            Assert.NotEqual("failed", export.GetProperty("state").GetString());
            return export.GetProperty("state").GetString() == "ready";
        });
        var file = Path.Combine(Workplace.Temporary("sealed"), "export.zip");
        await File.WriteAllBytesAsync(file, await vedette.Http.GetByteArrayAsync($"/api/recording/exports/{id}/download"));
        return file;
    }

    /// <summary>In another place: no data directory, no configuration.</summary>
    private static async Task AssertVerdictAsync(string file, int exitCode, string word)
    {
        var (text, errors, code) = await Child.RunAsync(VedetteProcess.Executable, ["verify", file]);
        Assert.True(code == exitCode, $"{code}: {text} {errors}");
        Assert.Contains(word, text, StringComparison.Ordinal);
    }

    private static async Task SendAsync(VedetteProcess vedette, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var reply = await vedette.Http.SendAsync(request);
        Assert.True(reply.IsSuccessStatusCode, $"{method} {path} -> {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
    }
}
