using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Encryption;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Encryption;

/// <summary>A day's key goes with the last footage of that day, and no sooner.</summary>
public sealed class KeyKeeperTests
{
    private static readonly CameraId Camera = CameraId.New();
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_key_is_destroyed_with_the_last_footage_of_its_day_and_the_log_says_so(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        var (keys, keeper) = (host.Get<FootageKeys>(), host.Get<KeyKeeper>());
        var key = keys.Make(Camera, Day);
        var name = new SegmentName(Camera, Noon, 1);
        await host.Index.WriteAsync([new Fact.Recorded(Segment(name) with { ArchivedAs = "copy", IsLocal = false })], Cancellation);

        await keeper.RunAsync(Cancellation);
        Assert.NotNull(keys.Find(Camera, Day));

        await host.Get<Database<RecordingModule>>().WriteAsync(unit => unit.ExecuteAsync("delete from segments"), Cancellation);
        await keeper.RunAsync(Cancellation);
        await keeper.RunAsync(Cancellation);

        Assert.Null(keys.Find(Camera, Day));
        using var http = host.Client();
        var listed = JsonDocument.Parse(await http.GetStringAsync("/api/recording/footage-keys", Cancellation)).RootElement.GetProperty("items")[0];
        Assert.Equal(key.Id, listed.GetProperty("keyId").GetGuid());
        Assert.Equal("2026-03-01", listed.GetProperty("day").GetString());
        Assert.Equal(JsonValueKind.String, listed.GetProperty("destroyedAt").ValueKind);
        var told = await host.Get<Database<RecordingModule>>().WriteAsync(
            unit => unit.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded'"), Cancellation);
        Assert.Contains("recording.footage-key-destroyed", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_made_anew_does_not_take_its_own_silence_for_a_deletion()
    {
        await using var host = await RecordingHost.StartAsync();
        var keys = host.Get<FootageKeys>();
        _ = keys.Make(Camera, Day);

        await host.Get<KeyKeeper>().RunAsync(Cancellation);

        Assert.NotNull(keys.Find(Camera, Day));
    }

    [Fact]
    public async Task A_day_that_may_still_get_footage_keeps_its_key()
    {
        await using var host = await RecordingHost.StartAsync();
        var keys = host.Get<FootageKeys>();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await host.Get<FootageKeyStore>().NoteAsync(keys.Make(Camera, today).Id, Camera, today, Cancellation);

        await host.Get<KeyKeeper>().RunAsync(Cancellation);

        Assert.NotNull(keys.Find(Camera, today));
    }

    private static Segment Segment(SegmentName name) => new()
    {
        Id = SegmentName.IdOf(name.CameraId, name.Sequence),
        CameraId = name.CameraId,
        RunId = Guid.CreateVersion7(),
        Sequence = name.Sequence,
        Start = name.Start,
        End = name.Start.AddSeconds(10),
        Bytes = 1000,
        Codec = "avc1.64001f",
        Width = 1920,
        Height = 1080,
        Sha256 = new byte[32],
        ChainHash = new byte[32],
        VolumeId = Guid.CreateVersion7(),
        Path = name.Path,
    };
}
