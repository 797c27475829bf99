using System.Diagnostics;
using OpenTelemetry;

namespace Vedette.Platform.Telemetry;

/// <summary>Takes query strings out of spans before they leave the process: some carry access tokens.</summary>
internal sealed class TokenRedaction : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var tag in (ReadOnlySpan<string>)["url.query", "url.full", "http.url", "http.target"])
        {
            if (data.GetTagItem(tag) is string text && text.Contains("access_token", StringComparison.OrdinalIgnoreCase))
            {
                data.SetTag(tag, text.IndexOf('?', StringComparison.Ordinal) is > 0 and var at ? text[..at] : null);
            }
        }
    }
}
