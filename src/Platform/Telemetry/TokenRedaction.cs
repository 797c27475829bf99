using System.Diagnostics;
using OpenTelemetry;

namespace Vedette.Platform.Telemetry;

/// <summary>
/// Takes secrets out of spans before they leave the process: query strings, some of which carry access tokens, and what
/// follows <c>/shared/</c> in a path, which is a link that needs nothing else.
/// </summary>
internal sealed class TokenRedaction : BaseProcessor<Activity>
{
    private const string Shared = "/shared/";

    public override void OnEnd(Activity data)
    {
        foreach (var tag in (ReadOnlySpan<string>)["url.path", "url.full", "http.url", "http.target"])
        {
            if (data.GetTagItem(tag) is string path && path.IndexOf(Shared, StringComparison.OrdinalIgnoreCase) is >= 0 and var shared)
            {
                data.SetTag(tag, path[..(shared + Shared.Length)]);
            }
        }

        foreach (var tag in (ReadOnlySpan<string>)["url.query", "url.full", "http.url", "http.target"])
        {
            if (data.GetTagItem(tag) is string text && text.Contains("access_token", StringComparison.OrdinalIgnoreCase))
            {
                data.SetTag(tag, text.IndexOf('?', StringComparison.Ordinal) is > 0 and var at ? text[..at] : null);
            }
        }
    }
}
