using Vedette.Media.Tests.Mp4;
using Vedette.Recording.Archive;
using Vedette.Recording.Archive.S3;
using Vedette.Recording.Footage;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

public sealed class StrictStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "O-28")]
    public async Task A_store_that_checks_every_signature_takes_ours_and_no_other_and_keeps_no_half_upload()
    {
        await using var server = await SwiftServer.StartAsync();
        var place = new S3Place(server.Address, S3Server.Bucket, PathStyle: true, "us-east-1", SwiftServer.AccessKey, SwiftServer.SecretKey);
        var client = new S3Client(place, ArchiveLimits.Default, TimeProvider.System);
        _ = await client.AskAsync(new S3Request(HttpMethod.Put, null), (response, _) => Task.FromResult(response), Stop);

        await using var rig = await ArchiveRig.StartAsync(ArchiveRig.Small);
        await rig.UseAsync(server.Address, key: SwiftServer.AccessKey, secret: "wrong");
        var recorded = await rig.RecordAsync(TestClip.LargerAsync());
        await rig.RoundAsync();
        var refused = await rig.StatusAsync();
        Assert.Equal("failing", refused.GetProperty("state").GetString());
        Assert.Contains("SignatureDoesNotMatch", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(recorded.Count, refused.GetProperty("queue").GetProperty("segments").GetInt64());
        Assert.Empty(await rig.DeadLettersAsync());

        // An upload that an earlier life of this recorder began, and one that is somebody else's.
        var key = ArchiveKey.Of("", recorded[0]);
        foreach (var begun in new[] { key, "somebody/else.mp4" })
        {
            _ = await client.AskAsync(new S3Request(HttpMethod.Post, begun) { Query = "uploads=" }, (response, _) => Task.FromResult(response), Stop);
        }

        await rig.UseAsync(server.Address, key: SwiftServer.AccessKey, secret: SwiftServer.SecretKey);
        await rig.SettleAsync();
        Assert.Equal(["somebody/else.mp4"], await UploadsAsync(client));

        var store = rig.Get<LiveArchive>().Current.Store!;
        foreach (var segment in recorded)
        {
            using var copy = new MemoryStream();
            await store.ReadAsync(ArchiveKey.Of("", segment), 0, null, copy, Stop);
            Assert.Equal(await File.ReadAllBytesAsync(rig.Get<VolumeSet>().All[0].Resolve(segment), Stop), copy.ToArray());
            using var part = new MemoryStream();
            await store.ReadAsync(ArchiveKey.Of("", segment), 100, 50, part, Stop);
            Assert.Equal(copy.ToArray()[100..150], part.ToArray());
            await store.DeleteAsync(ArchiveKey.Of("", segment), null, Stop);
            await store.DeleteAsync(ArchiveKey.Of("", segment), null, Stop);
            var gone = await Assert.ThrowsAsync<ArchiveException>(() => store.ReadAsync(ArchiveKey.Of("", segment), 0, null, part, Stop));
            Assert.Equal(ArchiveCause.FileGone, gone.Cause);
        }

        Assert.Equal(recorded.Count, (await rig.StatusAsync()).GetProperty("archivedSegments").GetInt64());
    }

    private static async Task<IEnumerable<string>> UploadsAsync(S3Client client)
    {
        var answer = await client.AskAsync(
            new S3Request(HttpMethod.Get, null) { Query = "uploads=" }, (response, guard) => S3Answer.ReadAsync(response, 1 << 20, guard.Token), Stop);
        return answer!.Each("Upload").Select(upload => upload["Key"]);
    }
}
