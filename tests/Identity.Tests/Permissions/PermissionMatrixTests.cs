using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Support;

namespace Vedette.Identity.Tests.Permissions;

/// <summary>
/// Every endpoint and live topic the program has, tried by everybody. Who may is said by hand in <c>rules.txt</c>; an endpoint without a
/// line there fails, and so does a line without an endpoint. The page docs/permissions.md is made of what was seen.
/// </summary>
public sealed class PermissionMatrixTests
{
    private static readonly string Root = FindRoot();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Req", "R-13")]
    [Trait("Req", "R-16")]
    [Trait("Req", "R-98")]
    [Trait("Req", "S-17")]
    public async Task Everybody_gets_what_the_rules_say_and_nothing_else()
    {
        await using var site = await MatrixSite.StartAsync();
        var doors = Doors(site).ToList();
        var rules = Rules();
        Assert.Equal(rules.Keys.Order(StringComparer.Ordinal), doors.Select(door => door.Name).Order(StringComparer.Ordinal));

        var surprises = new List<string>();
        var seen = new StringBuilder(Heading(site));
        foreach (var door in doors.OrderBy(door => door.Template, StringComparer.Ordinal).ThenBy(door => door.Name, StringComparer.Ordinal))
        {
            var rule = Rule.Parse(rules[door.Name]);
            _ = seen.Append("| `").Append(door.Name).Append("` | ").Append(rules[door.Name]).Append(" | ");
            surprises.AddRange(await TryAsync(site, door, rule, seen));
            _ = seen.AppendLine();
        }

        Assert.True(surprises.Count == 0, string.Join("\n", surprises));
        var page = Path.Combine(Root, "docs", "permissions.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(page, seen.ToString(), Ct);
        }

        Assert.Equal(File.Exists(page) ? await File.ReadAllTextAsync(page, Ct) : "(no page)", seen.ToString());
    }

    private static async Task<List<string>> TryAsync(MatrixSite site, Door door, Rule rule, StringBuilder seen)
    {
        var surprises = new List<string>();
        var people = site.People(rule.Right);
        var administrators = await AskAsync(site, door, site.Host.Tokens.Issue(people[0].Caller));
        var tokens = people.Skip(1).Select(person => (person.Name, Refusal: rule.RefusalOf(person), Token: (string?)site.Host.Tokens.Issue(person.Caller)))
            .Append(("expired token", rule.Kind == RuleKind.Open ? null : 401, site.Host.Tokens.Issue(TestTokens.Administrator, TimeSpan.FromHours(-1))))
            .Append(("nobody", rule.Kind == RuleKind.Open ? null : 401, null));
        _ = seen.Append("yes");
        foreach (var (name, refusal, token) in tokens)
        {
            var got = await AskAsync(site, door, token);
            var expected = refusal ?? administrators;

            // Whoever asks often at an open door is slowed down, whoever it is.
            if (got != expected && !(rule.Kind == RuleKind.Open && got is not (401 or 403)))
            {
                surprises.Add($"{door.Name}: {name} gets {got} instead of {expected} ({(refusal is null ? "as an administrator" : "refused")}).");
            }

            _ = seen.Append(" | ").Append(refusal?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "yes");
        }

        _ = seen.Append(" |");
        return surprises;
    }

    private static async Task<int> AskAsync(MatrixSite site, Door door, string? token)
    {
        using var http = site.Host.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), await door.PathAsync(site));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (door.Method is "POST" or "PUT" or "PATCH")
        {
            // Refusals come before a body is read; who is let in is told that this is no JSON, and nothing is changed.
            request.Content = new StringContent("no JSON", Encoding.UTF8, door.Takes);
        }

        using var reply = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        return (int)reply.StatusCode;
    }

    private static string Heading(MatrixSite site)
    {
        var names = site.People(null).Select(person => person.Name).Append("expired token").Append("nobody").ToList();
        return "# Who may use what\n\n"
            + "Made by `PermissionMatrixTests`, which tries every endpoint and live topic as everybody; the rules are in tests/Identity.Tests/Permissions/rules.txt\n"
            + "(`UPDATE_SNAPSHOTS=1 ./vedette test PermissionMatrix` makes this page anew). *yes*: the same answer as an administrator gets. 404: for this person it does not exist.\n\n"
            + $"| Endpoint | Rule | {string.Join(" | ", names)} |\n|---|---|{string.Concat(names.Select(_ => "---|"))}\n";
    }

    private static Dictionary<string, string> Rules() =>
        File.ReadLines(Path.Combine(Root, "tests", "Identity.Tests", "Permissions", "rules.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[0], parts => parts[1]);

    private static IEnumerable<Door> Doors(MatrixSite site) =>
        from endpoint in site.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select new Door(method, "/" + endpoint.RoutePattern.RawText!.Trim('/'), endpoint.RoutePattern);

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Vedette.slnx")))
        {
            root = root.Parent!;
        }

        return root.FullName;
    }
}
