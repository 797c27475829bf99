using System.Net.Http.Headers;
using System.Text;

namespace Vedette.Sensing.Talking;

/// <summary>A request in the making: the form has its say, then the security.</summary>
internal sealed class Draft
{
    // What frames the message or names the server is no thing's business.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Content-Encoding", "Content-Type", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection",
        "Sec-WebSocket-Accept", "Sec-WebSocket-Extensions", "Sec-WebSocket-Key", "Sec-WebSocket-Protocol", "Sec-WebSocket-Version",
        "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    private readonly List<KeyValuePair<string, string>> _headers = [];

    public required HttpMethod Method { get; init; }

    public required Uri Target { get; set; }

    public byte[]? Body { get; set; }

    public string? ContentType { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>Adds a header, unless its name or value is none a request may carry.</summary>
    public bool TryAdd(string name, string value)
    {
        if (Reserved.Contains(name) || name.Length is 0 or > 100 || name.Any(letter => !IsToken(letter)) || value.Length > 8192 || value.Any(char.IsControl)
            || !Ascii.IsValid(value))
        {
            return false;
        }

        _headers.Add(new(name, value));
        return true;
    }

    public void AddQuery(string name, string value)
    {
        var builder = new UriBuilder(Target);
        var pair = $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        builder.Query = builder.Query.Length > 1 ? $"{builder.Query[1..]}&{pair}" : pair;
        Target = builder.Uri;
    }

    /// <summary>One that can be sent; a request can be sent but once.</summary>
    /// <param name="authorization">Added to the headers, or null.</param>
    public HttpRequestMessage Request(string? authorization = null)
    {
        var request = new HttpRequestMessage(Method, Target);
        foreach (var (name, value) in _headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value);
        }

        if (authorization is not null)
        {
            _ = request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(ContentType, out var type) ? type : null;
        }

        return request;
    }

    // RFC 9110 section 5.6.2.
    private static bool IsToken(char letter) => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal);
}
