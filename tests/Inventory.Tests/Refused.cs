using System.Net;
using System.Text.Json;

namespace Vedette.Inventory.Tests;

/// <summary>What every refusal looks like (RFC 9457).</summary>
internal static class Refused
{
    public static async Task AssertAsync(HttpResponseMessage reply, HttpStatusCode status, string code, string? field = null)
    {
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == status, $"{(int)reply.StatusCode} {text}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        if (field is not null)
        {
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), text);
        }
    }
}
