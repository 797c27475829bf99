using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Tests.Playback;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Clips;

/// <summary>What all tests of clips do.</summary>
internal static class ClipRig
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Orders a clip of that many seconds of the rig's footage.</summary>
    public static async Task<Guid> OrderClipAsync(this FootageRig rig, double from, double to, params CameraId[] cameras)
    {
        using var response = await rig.Http.PostAsJsonAsync(
            "/api/recording/clips",
            new
            {
                cameraIds = cameras.Length == 0 ? [rig.Camera] : cameras,
                from = Text(Start + Seconds(from)),
                to = Text(Start + Seconds(to)),
                reason = "Parcel",
            },
            Stop);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
    }

    /// <summary>Waits until the clip is ready or failed.</summary>
    public static async Task<JsonElement> FinishedClipAsync(this FootageRig rig, Guid id)
    {
        while (true)
        {
            var clip = await rig.GetAsync($"/api/recording/clips/{id}");
            if (clip.GetProperty("state").GetString() is "ready" or "failed")
            {
                return clip;
            }

            await Task.Delay(50, Stop);
        }
    }

    public static string ClipFolder(this FootageRig rig, Guid id) => System.IO.Path.Combine(rig.Host.DataDirectory, "clips", id.ToString());

    /// <summary>The events told so far of a type, oldest first.</summary>
    public static Task<List<JsonElement>> ToldAsync(this FootageRig rig, string type) => rig.Get<Database<RecordingModule>>().ReadAsync(
        async connection =>
        {
            var told = await connection.QueryAsync<string>("select data from outbox where type = @type order by position", new { type });
            return told.Select(data => JsonDocument.Parse(data).RootElement).ToList();
        },
        Stop);

    public static async Task<List<string>> ActionsAsync(this FootageRig rig) =>
        [.. (await rig.ToldAsync("audit.action-recorded")).Select(action => action.GetProperty("action").GetString()!)];
}
