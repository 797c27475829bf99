using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Sensing.Discovering;
using Vedette.Simulator.Things;

namespace Vedette.Sensing.Tests.Discovering;

/// <summary>Things are found by DNS-SD and in directories.</summary>
public sealed class DiscoveryTests
{
    private static readonly ThingOptions Many = new() { Things = 3, DirectoryPort = 0, DiscoveryPort = 0, Interval = TimeSpan.FromHours(1) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Things_answer_and_are_found_with_their_title_and_whether_they_are_known()
    {
        await using var things = await ThingSimulator.StartAsync(Many, Ct);
        await using var desk = await Desk.StartAsync(settings: Asking(things));
        _ = await desk.FederateAsync(things["thing2"]);

        var (_, found) = await DiscoverAsync(desk, new { seconds = 1 });

        Assert.Equal(
            ["urn:dev:wot:thing1 dns-sd False", "urn:dev:wot:thing2 dns-sd True", "urn:dev:wot:thing3 dns-sd False"],
            found.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("found").GetString()} {item.GetProperty("federated").GetBoolean()}").Order());
        Assert.All(found.GetProperty("items").EnumerateArray(), item => Assert.Contains(new Uri(item.GetProperty("url").GetString()!), things.Things.Select(thing => new Uri(thing.Url, "device"))));
    }

    [Fact]
    public async Task Things_that_hear_the_group_are_found_without_being_named()
    {
        await using var things = await ThingSimulator.StartAsync(Many with { DiscoveryPort = 5353 }, Ct);
        await using var desk = await Desk.StartAsync(settings: new() { ["sensing:discoveryNetworks:0"] = "127.0.0.1" });

        var (_, found) = await DiscoverAsync(desk, new { seconds = 1 });

        Assert.Contains("urn:dev:wot:thing1", found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Nothing_is_found_where_this_installation_does_not_go()
    {
        await using var things = await ThingSimulator.StartAsync(Many, Ct);
        await using var desk = await Desk.StartAsync(settings: new(Asking(things)) { ["network:allowLoopback"] = "false" });

        var (status, found) = await DiscoverAsync(desk, new { seconds = 0.5 });
        var (refusal, problem) = await DiscoverAsync(desk, new { directory = things.DirectoryUrl });

        Assert.Equal((HttpStatusCode.OK, 0), (status, found.GetProperty("items").GetArrayLength()));
        Assert.Equal((HttpStatusCode.BadRequest, "address-not-allowed"), (refusal, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_directory_is_read_to_its_last_page_and_its_things_can_be_inspected()
    {
        await using var things = await ThingSimulator.StartAsync(Many, Ct);
        await using var desk = await Desk.StartAsync();

        var (_, found) = await DiscoverAsync(desk, new { directory = things.DirectoryUrl });
        var items = found.GetProperty("items").EnumerateArray().ToList();
        using var inspected = await desk.Http.PostAsJsonAsync("/api/sensing/things/inspect", new { address = items[2].GetProperty("url").GetString() }, Ct);

        Assert.Equal(["urn:dev:wot:thing1", "urn:dev:wot:thing2", "urn:dev:wot:thing3"], items.Select(item => item.GetProperty("id").GetString()));
        Assert.Equal("urn:dev:wot:thing3", (await inspected.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{"seconds":0}""", 400)]
    [InlineData("""{"seconds":11}""", 400)]
    [InlineData("""{"directory":"file:///etc/passwd"}""", 400)]
    public async Task Nonsense_is_refused(string body, int expected)
    {
        await using var desk = await Desk.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var reply = await desk.Http.PostAsync("/api/sensing/things/discover", content, Ct);

        Assert.Equal(expected, (int)reply.StatusCode);
    }

    [Fact]
    public async Task What_is_no_directory_is_said_to_be_none()
    {
        await using var things = await ThingSimulator.StartAsync(Many, Ct);
        await using var desk = await Desk.StartAsync();

        var (status, problem) = await DiscoverAsync(desk, new { directory = new Uri(things["thing1"].Url, "device") });

        Assert.Equal((HttpStatusCode.BadGateway, "directory-unreachable"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public void An_answer_is_read_with_its_pointers()
    {
        var records = new ServiceRecords("_wot._tcp.local");
        // PTR _wot._tcp.local -> lamp.<pointer to 12>, SRV of <pointer to the instance> -> port 8080 host.local, TXT td=/td
        records.Take(Message(
            answers: 3,
            "045f776f74045f746370056c6f63616c00" + "000c0001" + "0000000a" + "0007" + "046c616d70" + "c00c" +
            "c027" + "00210001" + "0000000a" + "0012" + "000000001f90" + "04686f7374" + "056c6f63616c00" +
            "c027" + "00100001" + "0000000a" + "0007" + "0674643d2f7464"));

        Assert.Equal(["lamp._wot._tcp.local"], records.Instances);
        Assert.Equal(("host.local", 8080), records.LocationOf("lamp._wot._tcp.local"));
        Assert.Equal("/td", records.TextOf("lamp._wot._tcp.local")["td"]);
    }

    [Theory]
    [InlineData("c00c")]
    [InlineData("0161c00c")]
    [InlineData("c00ec00c")]
    [InlineData("ff")]
    [InlineData("3f61")]
    [InlineData("")]
    [InlineData("00000c0001000000ffffff")]
    [InlineData("045f776f74045f746370056c6f63616c00000c00010000000affff00")]
    public void A_name_that_leads_in_circles_or_beyond_the_end_is_left(string bytes)
    {
        var records = new ServiceRecords("_wot._tcp.local");

        records.Take(Message(answers: 60_000, bytes));

        Assert.Empty(records.Instances);
    }

    [Fact]
    public void Whatever_comes_is_read_without_harm()
    {
        var random = new Random(5);
        var good = Message(1, "045f776f74045f746370056c6f63616c00000c00010000000a0007046c616d70c00c");
        for (var round = 0; round < 20_000; round++)
        {
            var mutilated = good.ToArray();
            for (var at = random.Next(1, 6); at > 0; at--)
            {
                mutilated[random.Next(mutilated.Length)] = (byte)random.Next(256);
            }

            new ServiceRecords("_wot._tcp.local").Take(mutilated.AsSpan(0, random.Next(mutilated.Length + 1)));
        }
    }

    private static byte[] Message(int answers, string bytes) =>
        [0, 0, 0x84, 0, 0, 0, (byte)(answers >> 8), (byte)answers, 0, 0, 0, 0, .. Convert.FromHexString(bytes)];

    private static Dictionary<string, string?> Asking(ThingSimulator things) => new()
    {
        ["sensing:discoveryNetworks:0"] = "127.0.0.1",
        ["sensing:discoveryTargets:0"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{things.DiscoveryPort}"),
    };

    private static async Task<(HttpStatusCode Status, JsonElement Body)> DiscoverAsync(Desk desk, object request)
    {
        using var reply = await desk.Http.PostAsJsonAsync("/api/sensing/things/discover", request, Ct);
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }
}
