using System.Net;
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

    private static string ModuleName(System.Text.Json.JsonElement module) =>
        module.ValueKind == System.Text.Json.JsonValueKind.String ? module.GetString()! : module.GetProperty("name").GetString()!;
}
