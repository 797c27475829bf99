using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Platform.Access;
using Vedette.Simulator.Things;
using Vedette.Support;

namespace Vedette.Sensing.Tests.Features;

/// <summary>What a thing is, before it is federated; and what is in the way, each said apart.</summary>
public sealed class InspectingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "R-30")]
    public async Task It_is_shown_what_it_is_and_can_do()
    {
        await using var desk = await Desk.StartAsync(new ThingOptions { Id = "cellar", Location = "Cellar", Videos = [new Uri("rtsp://127.0.0.1:8554/cam1")] });

        var (status, found) = await InspectAsync(desk, desk.Things["thing1"].Url.Authority);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("urn:dev:wot:cellar", "Cellar sensor"), (found.GetProperty("id").GetString(), found.GetProperty("title").GetString()));
        Assert.Equal(new Uri(desk.Things["thing1"].Url, "device").ToString(), found.GetProperty("url").GetString());
        Assert.Equal(["sensor", "sensor", "sensor", "video", "siren"], found.GetProperty("capabilities").EnumerateArray().Select(one => one.GetProperty("type").GetString()));
        Assert.Equal(["toggle", "ring"], Names(found, "actions"));
        Assert.Equal(["measurement"], Names(found, "events"));
        Assert.Contains("temperature", Names(found, "properties"));
        Assert.Equal("nosec", found.GetProperty("security")[0].GetString());
    }

    [Theory]
    [InlineData(ThingBehaviour.NoDescription, 400, "thing-not-compliant")]
    [InlineData(ThingBehaviour.WrongDescription, 400, "thing-not-compliant")]
    [InlineData(ThingBehaviour.DeepJson, 400, "thing-not-compliant")]
    [InlineData(ThingBehaviour.EndlessBody, 400, "thing-not-compliant")]
    [InlineData(ThingBehaviour.NoCapability, 400, "thing-no-capability")]
    [InlineData(ThingBehaviour.RedirectMetadata, 400, "address-not-allowed")]
    [InlineData(ThingBehaviour.Gone, 502, "thing-unreachable")]
    [Trait("Req", "R-31")]
    public async Task What_is_in_the_way_is_said_apart(ThingBehaviour behaviour, int status, string code)
    {
        await using var desk = await Desk.StartAsync();
        desk.Things["thing1"].Behave(behaviour);

        var (answered, problem) = await InspectAsync(desk, desk.Things["thing1"].Url.Authority);

        Assert.Equal((status, code), ((int)answered, problem.GetProperty("code").GetString()));
    }

    [Fact]
    [Trait("Req", "R-31")]
    public async Task One_that_is_federated_already_is_not_federated_again()
    {
        await using var desk = await Desk.StartAsync(new ThingOptions { Things = 2 });
        _ = await desk.FederateAsync(desk.Things["thing1"]);
        _ = await desk.FederateAsync(desk.Things["thing1"], thingId: "urn:dev:wot:thing2");

        foreach (var thing in desk.Things.Things)
        {
            var (status, problem) = await InspectAsync(desk, thing.Url.Authority);
            Assert.Equal((HttpStatusCode.Conflict, "already-federated"), (status, problem.GetProperty("code").GetString()));
        }
    }

    [Fact]
    [Trait("Req", "R-31")]
    public async Task Nobody_is_sent_to_this_machine_unless_a_setting_allows_it()
    {
        await using var desk = await Desk.StartAsync(settings: new() { ["network:allowLoopback"] = "false" });

        var (status, problem) = await InspectAsync(desk, desk.Things["thing1"].Url.Authority);

        Assert.Equal((HttpStatusCode.BadRequest, "address-not-allowed"), (status, problem.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("ftp://192.168.1.1/")]
    [InlineData("http://name:password@192.168.1.1/")]
    public async Task What_is_no_address_is_refused(string address)
    {
        await using var desk = await Desk.StartAsync();

        var (status, problem) = await InspectAsync(desk, address);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-request"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task It_takes_the_right_to_configure()
    {
        await using var desk = await Desk.StartAsync();
        using var guard = desk.Host.Client(TestTokens.Guardian(Rights.Live));

        using var reply = await guard.PostAsJsonAsync("/api/sensing/things/inspect", new { address = "192.168.1.1" }, Ct);

        Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> InspectAsync(Desk desk, string address)
    {
        using var reply = await desk.Http.PostAsJsonAsync("/api/sensing/things/inspect", new { address }, Ct);
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    private static IEnumerable<string?> Names(JsonElement thing, string affordances) =>
        thing.GetProperty(affordances).EnumerateArray().Select(one => one.GetProperty("name").GetString());
}
