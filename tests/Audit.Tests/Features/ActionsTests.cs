using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Audit.Storage;
using Vedette.Foundation;
using Vedette.Inventory;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Audit.Tests.Features;

/// <summary>Finding an action again.</summary>
public sealed class ActionsTests
{
    private static readonly Guid Yard = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "S-21")]
    public async Task What_is_done_in_another_module_is_in_the_log()
    {
        await using var host = await ModuleHost.StartAsync([ModuleEntry.Of<AuditModule>(), ModuleEntry.Of<InventoryModule>()]);
        using var http = host.Client();
        using var reply = await http.PostAsync(
            "/api/inventory/properties", JsonContent("""{"name":"House","address":"Street 1","timeZone":"UTC"}"""), Ct);
        reply.EnsureSuccessStatusCode();

        JsonElement items;
        do
        {
            await Task.Delay(50, Ct);
            items = JsonDocument.Parse(await http.GetStringAsync("/api/audit/actions", Ct)).RootElement.GetProperty("items");
        }
        while (items.GetArrayLength() == 0);

        Assert.Equal("inventory.property-added", items[0].GetProperty("action").GetString());
        Assert.Equal(TestTokens.Administrator.Actor, items[0].GetProperty("actor").GetString());
    }

    [Theory]
    [InlineData("", "6,5,4,3,2,1")]
    [InlineData("?actor=ann", "5,3,1")]
    [InlineData("?action=recording.", "6,5,2,1")]
    [InlineData("?action=recording.played&actor=ann", "1")]
    [InlineData("?from=2026-11-21T12:00:03Z&to=2026-11-21T12:00:05Z", "4,3")]
    [InlineData("?from=2026-11-21T14:00:05%2B02:00", "6,5")]
    [InlineData("?entity=export", "6,5")]
    [InlineData("?entity=exp_rt", "")]
    [InlineData("?result=failed", "6")]
    [InlineData("?result=done&actor=bob", "4,2")]
    [InlineData("?search=NIGHT", "6")]
    [InlineData("?search=10.0.0.7", "6,5")]
    [InlineData("?search=%25", "")]
    public async Task Actions_are_found_by_who_what_and_when(string query, string sequences)
    {
        await using var log = await FilledAsync();

        var items = (await log.ReadAsync($"/api/audit/actions{query}")).GetProperty("items").EnumerateArray();

        Assert.Equal(sequences, string.Join(',', items.Select(item => item.GetProperty("sequence").GetInt64())));
    }

    [Fact]
    public async Task PostgreSQL_finds_the_same()
    {
        await using var log = await FilledAsync(Dialect.Postgres);

        var items = (await log.ReadAsync("/api/audit/actions?entity=export&result=failed&search=night&action=recording.&actor=bob")).GetProperty("items");

        Assert.Equal([6], items.EnumerateArray().Select(item => item.GetProperty("sequence").GetInt32()));
    }

    [Fact]
    public async Task Actions_are_found_by_what_they_were_done_to_page_by_page()
    {
        await using var log = await FilledAsync();

        var first = await log.ReadAsync($"/api/audit/actions?target={Yard}&limit=2");
        var second = await log.ReadAsync($"/api/audit/actions?target={Yard}&limit=2&cursor={first.GetProperty("next").GetString()}");

        Assert.Equal([5, 3], first.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("sequence").GetInt32()));
        Assert.Equal([1], second.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("sequence").GetInt32()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Users_are_named()
    {
        await using var log = await Log.StartAsync();
        var user = UserId.New();
        await log.Host.Services.GetRequiredService<PeopleStore>().PutAsync(user, "ann", Ct);
        await log.AppendAsync(Log.Action(1, actor: user.ToString()));

        var item = (await log.ReadAsync("/api/audit/actions")).GetProperty("items")[0];

        Assert.Equal("ann", item.GetProperty("actorName").GetString());
    }

    [Fact]
    public async Task The_table_has_a_line_for_each_and_computes_nothing()
    {
        await using var log = await Log.StartAsync();
        await log.AppendAsync(Log.Action(1, detail: "=HYPERLINK(\"http://evil\",\"x\"), two\nlines"));
        await log.AppendAsync(Log.Action(2, detail: "plain"));

        using var reply = await log.Http.GetAsync("/api/audit/actions.csv", Ct);
        var lines = (await reply.Content.ReadAsStringAsync(Ct)).Split("\r\n");

        Assert.Equal("text/csv", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal(4, lines.Length);
        Assert.Equal("sequence,id,at,action,actor,actorName,target,detail,address,result,hash", lines[0]);
        Assert.Contains(",plain,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\"), two\nlines\",", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verification_tells_the_head()
    {
        await using var log = await FilledAsync();

        var verification = await log.ReadAsync("/api/audit/verification");
        var newest = (await log.ReadAsync("/api/audit/actions?limit=1")).GetProperty("items")[0];

        Assert.True(verification.GetProperty("valid").GetBoolean());
        Assert.Equal(6, verification.GetProperty("count").GetInt32());
        Assert.Equal(newest.GetProperty("hash").GetString(), verification.GetProperty("head").GetString());
    }

    [Theory]
    [InlineData("?cursor=nonsense")]
    [InlineData("?limit=0")]
    [InlineData("?target=yard")]
    [InlineData("?from=yesterday")]
    [InlineData("?result=maybe")]
    public async Task Nonsense_is_refused(string query)
    {
        await using var log = await Log.StartAsync();

        using var reply = await log.Http.GetAsync($"/api/audit/actions{query}", Ct);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    [Trait("Req", "S-22")]
    public async Task Who_may_only_watch_does_not_read_the_log()
    {
        await using var log = await Log.StartAsync();
        using var guardian = log.Host.Client(TestTokens.Guardian(Rights.OfPlaces));
        using var auditor = log.Host.Client(TestTokens.Guardian(Rights.Audit));

        foreach (var path in (string[])["actions", "actions.csv", "verification"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await guardian.GetAsync($"/api/audit/{path}", Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/api/audit/{path}", Ct)).StatusCode);
        }
    }

    [Fact]
    [Trait("Req", "S-21")]
    public async Task An_entry_tells_from_where_and_whether_it_was_refused()
    {
        await using var log = await FilledAsync();

        var items = (await log.ReadAsync("/api/audit/actions?limit=2")).GetProperty("items");

        Assert.Equal(("10.0.0.7", true), (items[0].GetProperty("address").GetString(), items[0].GetProperty("failed").GetBoolean()));
        Assert.Equal(("10.0.0.7", false), (items[1].GetProperty("address").GetString(), items[1].GetProperty("failed").GetBoolean()));
    }

    private static async Task<Log> FilledAsync(Dialect dialect = Dialect.Sqlite)
    {
        var log = await Log.StartAsync(dialect);
        await log.AppendAsync(Log.Action(1, "recording.played", "ann", Yard));
        await log.AppendAsync(Log.Action(2, "recording.played", "bob"));
        await log.AppendAsync(Log.Action(3, "streams.live-watched", "ann", Yard));
        await log.AppendAsync(Log.Action(4, "inventory.property-added", "bob"));
        await log.AppendAsync(Log.Action(5, "recording.export-ordered", "ann", Yard) with { Address = "10.0.0.7" });
        await log.AppendAsync(Log.Action(6, "recording.export-ordered", "bob", detail: "The night") with { Address = "10.0.0.7", Failed = true });
        return log;
    }

    private static StringContent JsonContent(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
