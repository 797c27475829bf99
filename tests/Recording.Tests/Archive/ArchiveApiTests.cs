using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

public sealed class ArchiveApiTests
{
    private const string Secret = "a-secret-nobody-sees";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "O-28")]
    public async Task Settings_are_kept_and_shown_without_the_secret_and_every_change_is_on_record()
    {
        await using var server = await S3Server.StartAsync();
        using var data = new TemporaryFolder();
        await using (var rig = await ArchiveRig.StartAsync(data: data.Path))
        {
            var off = await rig.GetAsync("/api/recording/archive");
            Assert.Equal("none", off.GetProperty("kind").GetString());
            Assert.Equal("off", off.GetProperty("state").GetString());

            using var put = await PutAsync(rig, S3(server));
            var text = await put.Content.ReadAsStringAsync(Stop);
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.True(JsonDocument.Parse(text).RootElement.GetProperty("hasSecret").GetBoolean());
            Assert.Contains("recording.archive-changed", await ActionsAsync(rig));
        }

        foreach (var file in Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".db-shm", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);
        }

        await using var next = await ArchiveRig.StartAsync(data: data.Path);
        var kept = await next.GetAsync("/api/recording/archive/settings");
        Assert.Equal("S3RVER", kept.GetProperty("accessKey").GetString());
        Assert.Equal("wall/", kept.GetProperty("prefix").GetString());
        Assert.False(kept.TryGetProperty("secretKey", out _));

        using var same = await PutAsync(next, S3(server, secret: null));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        using var elsewhere = await PutAsync(next, S3(server, secret: null, endpoint: "http://127.0.0.1:9"));
        Assert.Equal("secretKey", await FieldAsync(elsewhere));
    }

    [Theory]
    [InlineData("endpoint", "ftp://store", "endpoint")]
    [InlineData("endpoint", "http://user:pass@store", "endpoint")]
    [InlineData("endpoint", "http://store/path", "endpoint")]
    [InlineData("bucket", "../x", "bucket")]
    [InlineData("prefix", "../up", "prefix")]
    [InlineData("prefix", "/abs", "prefix")]
    [InlineData("region", "Not A Region", "region")]
    [InlineData("accessKey", "new\nline", "accessKey")]
    [InlineData("bytesPerSecondLimit", 5, "bytesPerSecondLimit")]
    [InlineData("objectLockDays", 0, "objectLockDays")]
    public async Task Nonsense_is_refused_by_its_field(string field, object value, string blamed)
    {
        await using var rig = await ArchiveRig.StartAsync();
        var request = new Dictionary<string, object?>
        {
            ["kind"] = "s3",
            ["endpoint"] = "http://127.0.0.1:9",
            ["bucket"] = "footage",
            ["accessKey"] = "k",
            ["secretKey"] = Secret,
            [field] = value,
        };
        using var put = await PutAsync(rig, request);
        Assert.Equal(blamed, await FieldAsync(put));
        using var http = rig.Footage.Host.Client();
        using var tested = await http.PostAsJsonAsync("/api/recording/archive/test", request, Stop);
        Assert.Equal(blamed, await FieldAsync(tested));
    }

    [Fact]
    public async Task A_test_says_what_is_wrong_and_changes_nothing()
    {
        await using var server = await S3Server.StartAsync();
        await using var rig = await ArchiveRig.StartAsync();
        Assert.Equal((true, null), await TestAsync(rig, S3(server)));
        Assert.Equal((false, "no-bucket"), await TestAsync(rig, S3(server, bucket: "nowhere")));
        Assert.Equal((false, "wrong-credentials"), await TestAsync(rig, S3(server, key: "nobody")));
        Assert.Equal((false, "unreachable"), await TestAsync(rig, S3(server, endpoint: $"http://127.0.0.1:{S3Server.FreePort()}")));
        Assert.Equal("none", (await rig.GetAsync("/api/recording/archive/settings")).GetProperty("kind").GetString());
        Assert.Equal(4, (await ActionsAsync(rig)).Count(action => action == "recording.archive-tested"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await S3Server.StartAsync();
        await using var weather = await BadWeather.StartAsync(server.Address);
        await using var rig = await ArchiveRig.StartAsync();
        weather.Weather = static _ => new Bad(307, "TemporaryRedirect");
        Assert.Equal((false, "no-bucket"), await TestAsync(rig, S3(server, endpoint: weather.Address.GetLeftPart(UriPartial.Authority))));
        Assert.Single(weather.Requests);
    }

    [Fact]
    public async Task The_archive_is_not_left_while_footage_is_only_there_unless_it_is_given_up()
    {
        await using var server = await S3Server.StartAsync();
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(server.Address);
        var recorded = await rig.RecordAsync();
        await rig.SettleAsync();
        await rig.DeleteAsync([recorded[0]], keepArchived: true);

        using var refused = await PutAsync(rig, new { kind = "none" });
        await FootageRig.RefusedAsync(refused, 409, "archive-holds-footage");
        using var left = await PutAsync(rig, new { kind = "none", abandon = true });
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        var rows = await rig.Get<Recording.Storage.IndexStore>().AllSegmentsAsync(rig.Footage.Camera, Stop);
        Assert.Equal(recorded.Count - 1, rows.Count);
        Assert.All(rows, row => Assert.Null(row.ArchivedAs));
    }

    [Fact]
    public async Task Only_who_may_configure_sees_or_changes_the_archive()
    {
        await using var rig = await ArchiveRig.StartAsync();
        using var guardian = rig.Footage.As(TestTokens.Guardian(Rights.Live | Rights.Playback | Rights.Export));
        foreach (var path in new[] { "", "/settings", "/dead-letters" })
        {
            using var answer = await guardian.GetAsync($"/api/recording/archive{path}", Stop);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private static Dictionary<string, object?> S3(
        S3Server server, string? secret = Secret, string? endpoint = null, string bucket = S3Server.Bucket, string key = "S3RVER") => new()
        {
            ["kind"] = "s3",
            ["endpoint"] = endpoint ?? server.Address.GetLeftPart(UriPartial.Authority),
            ["bucket"] = bucket,
            ["prefix"] = "wall",
            ["accessKey"] = key,
            ["secretKey"] = secret,
        };

    private static async Task<HttpResponseMessage> PutAsync(ArchiveRig rig, object settings)
    {
        using var http = rig.Footage.Host.Client();
        return await http.PutAsJsonAsync("/api/recording/archive/settings", settings, Stop);
    }

    private static async Task<(bool Ok, string? Cause)> TestAsync(ArchiveRig rig, object settings)
    {
        using var http = rig.Footage.Host.Client();
        using var answer = await http.PostAsJsonAsync("/api/recording/archive/test", settings, Stop);
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        return (result.GetProperty("ok").GetBoolean(), result.TryGetProperty("cause", out var cause) ? cause.GetString() : null);
    }

    private static async Task<string> FieldAsync(HttpResponseMessage answer) =>
        (await FootageRig.RefusedAsync(answer, 400, "invalid-request")).GetProperty("errors").EnumerateObject().First().Name;

    private static Task<List<string>> ActionsAsync(ArchiveRig rig) => rig.Get<Database<RecordingModule>>().ReadAsync(
        async connection =>
        {
            var told = await connection.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded' order by position");
            return told.Select(data => JsonDocument.Parse(data).RootElement.GetProperty("action").GetString()!).ToList();
        },
        Stop);
}
