using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Support;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>One program, split at will: two processes with different modules on one PostgreSQL.</summary>
public sealed class TwoProcessTests
{
    [Fact]
    public async Task Two_processes_with_different_modules_share_one_PostgreSQL_and_one_sign_in()
    {
        var postgres = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var people = await VedetteProcess.StartAsync(
            Workplace.Temporary("people"), ["--modules", "identity,inventory", "--postgres", postgres]);
        await using var pictures = await VedetteProcess.StartAsync(
            Workplace.Temporary("pictures"),
            ["--modules", "streams,recording", "--postgres", postgres, "--jwks-url", new Uri(people.Http.BaseAddress!, "/api/identity/jwks").ToString()]);
        await people.SignInAsync();

        Assert.Empty(await people.GetAllAsync("/api/inventory/devices"));
        using (var refused = await pictures.Http.GetAsync("/api/streams/cameras"))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        pictures.Http.DefaultRequestHeaders.Authorization = people.Http.DefaultRequestHeaders.Authorization;
        Assert.Empty(await pictures.GetAllAsync("/api/streams/cameras"));
        Assert.Empty(await pictures.GetAllAsync("/api/recording/cameras"));

        using (var elsewhere = await people.Http.GetAsync("/api/recording/cameras"))
        {
            Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        }

        foreach (var (process, modules) in new[] { (people, "identity,inventory"), (pictures, "streams,recording") })
        {
            var health = await process.GetAsync("/health/ready");
            Assert.Equal(modules.Split(',').Order(), health.GetProperty("modules").EnumerateArray().Select(ModuleName).Order());
            Assert.Contains("broker", health.GetProperty("bus").GetProperty("note").GetString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    // That it ends with the token is shown with a clock of our own: TwoHostsTests in Identity.Tests.
    [Fact]
    [Trait("Req", "R-6")]
    public async Task Identity_stopped_the_other_process_goes_on_with_tokens_and_API_keys_that_are_about_and_with_no_others()
    {
        await using var people = await VedetteProcess.StartAsync(Workplace.Temporary("stopped-people"), ["--modules", "identity"]);
        await using var places = await VedetteProcess.StartAsync(
            Workplace.Temporary("going-on-places"),
            ["--modules", "inventory", "--jwks-url", new Uri(people.Http.BaseAddress!, "/api/identity/jwks").ToString()]);
        await people.SignInAsync();
        using var created = await people.Http.PostAsJsonAsync("/api/identity/me/api-keys", new { name = "a program" });
        var key = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
        var (token, unknown) = (people.AccessToken, "vdt_" + new string('A', 43));
        Assert.Equal((200, 200, 401), (await StatusAsync(places, token), await StatusAsync(places, key), await StatusAsync(places, unknown)));

        Assert.Equal(0, await people.StopAsync());

        // One that was refused is remembered for a moment; another would have to be asked about.
        var another = "vdt_" + new string('B', 43);
        Assert.Equal((200, 200, 503), (await StatusAsync(places, token), await StatusAsync(places, key), await StatusAsync(places, another)));
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(people.DataDirectory, "keys", "jwks.json")));
        foreach (var (name, forged) in ForgedTokens.Of(token, keys.RootElement.GetRawText()))
        {
            var status = await StatusAsync(places, forged);
            Assert.True(status == 401, $"A forgery ({name}) got {status}.");
        }

        await people.StartAsync();
        Assert.Equal((200, 200), (await StatusAsync(places, token), await StatusAsync(places, key)));
    }

    private static async Task<int> StatusAsync(VedetteProcess process, string token) =>
        (await RawRequest.SendAsync(process, HttpMethod.Get, "/api/inventory/properties", token)).Status;

    private static string ModuleName(JsonElement module) =>
        module.ValueKind == JsonValueKind.String ? module.GetString()! : module.GetProperty("name").GetString()!;
}
