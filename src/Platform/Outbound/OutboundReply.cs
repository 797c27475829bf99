using System.Net;
using System.Net.Http.Headers;

namespace Vedette.Platform.Outbound;

/// <summary>An answer from outside, whole and within the limits. Everything in it is a stranger's word.</summary>
/// <param name="Status">The status of the last answer; any, errors too.</param>
/// <param name="Url">Where it came from: redirects were followed.</param>
/// <param name="Headers">Its headers, but those of the content.</param>
/// <param name="ContentType">The type it says its body has, or null.</param>
/// <param name="Body">The body as it came.</param>
public sealed record OutboundReply(HttpStatusCode Status, Uri Url, HttpResponseHeaders Headers, MediaTypeHeaderValue? ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether the status is one of success (200 to 299).</summary>
    public bool IsSuccess => (int)Status is >= 200 and <= 299;
}
