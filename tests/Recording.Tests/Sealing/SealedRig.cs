using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Recording.Evidence;
using Vedette.Recording.Footage;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Writing;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Sealing;

/// <summary>Footage as the recorder leaves it, and sealed exports of it.</summary>
internal static class SealedRig
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Records a clip and lets the checkpoints hear of it, as the recorder does.</summary>
    public static async Task<IReadOnlyList<Segment>> CloseAsync(this FootageRig rig, TestClip clip, TimeSpan after, CameraId? camera = null)
    {
        var segments = await rig.RecordAsync(clip, after, camera);
        foreach (var segment in segments)
        {
            rig.Get<UnindexedFacts>().Add(new Fact.Recorded(segment));
        }

        return segments;
    }

    public static Task<Checkpoint?> CheckpointAsync(this FootageRig rig) => rig.Get<CheckpointMaker>().MakeAsync(Cancellation);

    public static async Task<Guid> OrderSealedAsync(this FootageRig rig, double to, string reason, params CameraId[] cameras)
    {
        using var response = await rig.Http.PostAsJsonAsync(
            "/api/recording/exports",
            new { cameraIds = cameras, from = Text(Start), to = Text(Start + Seconds(to)), reason, @sealed = true },
            Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetGuid();
    }

    public static async Task<JsonElement> FinishedAsync(this FootageRig rig, Guid id)
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

    /// <summary>Orders a sealed export and downloads it.</summary>
    public static async Task<byte[]> SealAsync(this FootageRig rig, double to, params CameraId[] cameras)
    {
        var export = await rig.FinishedAsync(await rig.OrderSealedAsync(to, "Burglary <b>No. 7</b>", cameras));
        Assert.True(export.GetProperty("state").GetString() == "ready", export.ToString());
        return await rig.Http.GetByteArrayAsync($"/api/recording/exports/{export.GetProperty("id").GetGuid()}/download", Cancellation);
    }

    /// <summary>
    /// Two cameras of which one has a gap and one has lost a segment to retention, with a new key in the middle: all there is to say.
    /// </summary>
    public static async Task<byte[]> SealAllAsync(this FootageRig rig)
    {
        var other = CameraId.New();
        await rig.AddCameraAsync(other, "Back / door");
        _ = await rig.CloseAsync(await TestClip.WithAacAsync(), Seconds(0));
        var lost = await rig.CloseAsync(await TestClip.PlainAsync(), Seconds(0), other);
        Assert.NotNull(await rig.CheckpointAsync());
        using var rotated = await rig.Http.PostAsync("/api/recording/evidence/keys/rotate", null, Cancellation);
        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        await rig.AddGapAsync(Seconds(6), Seconds(20), GapCause.CameraUnreachable);
        _ = await rig.CloseAsync(await TestClip.PlainAsync(), Seconds(20));
        await rig.DeleteAsync(lost[2]);
        return await rig.SealAsync(30, rig.Camera, other);
    }

    public static async Task DeleteAsync(this FootageRig rig, Segment segment)
    {
        var name = new SegmentName(segment.CameraId, segment.Start, segment.Sequence);
        File.Delete(Path.Combine(rig.Get<VolumeSet>().All[0].Root, segment.Path));
        var facts = rig.Get<UnindexedFacts>();
        facts.Add(new Fact.Deleted(name));
        while (facts.Count > 0)
        {
            await Task.Delay(50, Cancellation);
        }
    }
}
