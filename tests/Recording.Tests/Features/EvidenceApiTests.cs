using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Evidence;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Tests.Sealing;
using Vedette.Support;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Features;

public sealed class EvidenceApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_listed_and_changed_and_the_change_is_in_the_log()
    {
        await using var rig = await FootageRig.StartAsync();
        var first = Assert.Single((await rig.GetAsync("/api/recording/evidence/keys")).GetProperty("items").EnumerateArray());
        Assert.Equal("ecdsa-p256-sha256", first.GetProperty("algorithm").GetString());
        Assert.Equal(first.GetProperty("fingerprint").GetString(), PublicKey.FromPem(first.GetProperty("publicKeyPem").GetString()!)!.Fingerprint);

        using var rotated = await rig.Http.PostAsync("/api/recording/evidence/keys/rotate", null, Cancellation);
        Assert.Equal(HttpStatusCode.Created, rotated.StatusCode);
        var id = (await rotated.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString();

        var keys = (await rig.GetAsync("/api/recording/evidence/keys")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([id, first.GetProperty("id").GetString()], keys.Select(key => key.GetProperty("id").GetString()));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.String], keys.Select(key => key.GetProperty("until").ValueKind));
        var told = await rig.Get<Database<RecordingModule>>().ReadAsync(
            connection => connection.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded'"), Cancellation);
        Assert.Contains("recording.evidence-key-rotated", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_are_listed_page_by_page()
    {
        await using var rig = await FootageRig.StartAsync();
        var first = await rig.CloseAsync(await TestClip.PlainAsync(), Seconds(0));
        _ = await rig.CheckpointAsync();
        var second = await rig.CloseAsync(await TestClip.PlainAsync(), Seconds(10));
        var last = await rig.CheckpointAsync();

        var page = await rig.GetAsync("/api/recording/evidence/checkpoints?limit=1");
        var rest = await rig.GetAsync($"/api/recording/evidence/checkpoints?limit=1&cursor={page.GetProperty("next").GetString()}");

        Assert.Equal((1, first.Count), Told(page));
        Assert.Equal((2, second.Count), Told(rest));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
        Assert.Equal(Hex.Of(last!.Root), rest.GetProperty("items")[0].GetProperty("root").GetString());
        Assert.Empty((await rig.GetAsync("/api/recording/evidence/checkpoints?to=" + Text(Start))).GetProperty("items").EnumerateArray());
        await RefusedAsync(await rig.Http.GetAsync("/api/recording/evidence/checkpoints?cursor=WyJ4Il0", Cancellation), 400, "invalid-request");
    }

    [Fact]
    public async Task Whoever_may_look_may_see_the_keys_and_only_who_may_configure_changes_them()
    {
        await using var rig = await FootageRig.StartAsync();
        using var member = rig.As(Roles.Member);
        await RefusedAsync(await member.GetAsync("/api/recording/evidence/keys", Cancellation), 403, "forbidden");
        await RefusedAsync(await member.GetAsync("/api/recording/evidence/checkpoints", Cancellation), 403, "forbidden");
        using var guardian = rig.As(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));
        Assert.Equal(HttpStatusCode.OK, (await guardian.GetAsync("/api/recording/evidence/keys", Cancellation)).StatusCode);
        await RefusedAsync(await guardian.PostAsync("/api/recording/evidence/keys/rotate", null, Cancellation), 403, "forbidden");
    }

    private static (long Sequence, int Segments) Told(JsonElement page)
    {
        var checkpoint = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.True(DateTimeOffset.TryParse(checkpoint.GetProperty("at").GetString(), CultureInfo.InvariantCulture, out _));
        return (checkpoint.GetProperty("sequence").GetInt64(), checkpoint.GetProperty("segments").GetInt32());
    }
}
