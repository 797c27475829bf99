using System.Net;
using System.Text.RegularExpressions;

namespace Vedette.Identity.Tests.External;

/// <summary>As much of a browser as signing in at a provider needs: cookies, redirects one by one, and forms.</summary>
internal sealed partial class ProviderBrowser : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Where a request is sent on to.</summary>
    public async Task<Uri> FollowAsync(Uri uri)
    {
        using var reply = await _http.GetAsync(uri, Ct);
        return await TargetAsync(uri, reply);
    }

    /// <summary>Signs in at the provider and consents; gives the address it sends the browser to in the end, without going there.</summary>
    public async Task<Uri> SignInAsync(Uri authorization, string login, string redirectUri)
    {
        var next = authorization;
        for (var step = 0; step < 12; step++)
        {
            if (next.AbsoluteUri.StartsWith(redirectUri, StringComparison.Ordinal))
            {
                return next;
            }

            using var reply = await _http.GetAsync(next, Ct);
            next = (int)reply.StatusCode is >= 300 and < 400 ? await TargetAsync(next, reply) : await SubmitAsync(next, await reply.Content.ReadAsStringAsync(Ct), login);
        }

        throw new InvalidOperationException("The provider never came to an end.");
    }

    /// <summary>Gives up at the provider's first page.</summary>
    public async Task<Uri> AbortAsync(Uri authorization, string redirectUri)
    {
        var next = new Uri((await FollowAsync(authorization)).AbsoluteUri + "/abort");
        while (!next.AbsoluteUri.StartsWith(redirectUri, StringComparison.Ordinal))
        {
            next = await FollowAsync(next);
        }

        return next;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> SubmitAsync(Uri page, string html, string login)
    {
        var action = new Uri(page, WebUtility.HtmlDecode(Action().Match(html).Groups[1].Value));
        var fields = new Dictionary<string, string> { ["prompt"] = Prompt().Match(html).Groups[1].Value, ["login"] = login, ["password"] = "any" };
        using var content = new FormUrlEncodedContent(fields);
        using var reply = await _http.PostAsync(action, content, Ct);
        return await TargetAsync(action, reply);
    }

    private static async Task<Uri> TargetAsync(Uri from, HttpResponseMessage reply)
    {
        Assert.True((int)reply.StatusCode is >= 300 and < 400, $"{from}: {(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync(Ct)}");
        return new Uri(from, reply.Headers.Location!);
    }

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("name=\"prompt\" value=\"([a-z]+)\"")]
    private static partial Regex Prompt();
}
