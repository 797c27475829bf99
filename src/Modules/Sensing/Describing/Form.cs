namespace Vedette.Sensing.Describing;

/// <summary>How an operation is asked for: where, by which method, with which kind of content.</summary>
internal sealed record Form
{
    /// <summary>As written: absolute or relative, perhaps with variables to fill in (RFC 6570).</summary>
    public required string Href { get; init; }

    /// <summary>What a relative <see cref="Href"/> is relative to; null when nothing is known.</summary>
    public Uri? RelativeTo { get; init; }

    public required Operations Operations { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string? ContentCoding { get; init; }

    /// <summary><c>longpoll</c>, <c>sse</c>, <c>websocket</c>, or one that we do not know.</summary>
    public string? Subprotocol { get; init; }

    /// <summary><c>htv:methodName</c>, if the form names one.</summary>
    public string? Method { get; init; }

    /// <summary><c>htv:headers</c>: headers to send as they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The security definitions in force here, all of them; null where those of the thing are.</summary>
    public IReadOnlyList<string>? Security { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The kind of content answered with, where it differs from the form's own.</summary>
    public string? ResponseContentType { get; init; }

    /// <summary>Where to, with the variables filled in; null when it is no address.</summary>
    public Uri? Target(IReadOnlyDictionary<string, string>? variables = null)
    {
        var href = UriTemplate.Expand(Href, variables);
        return href is null ? null
            : RelativeTo is not null ? Uri.TryCreate(RelativeTo, href, out var joined) ? joined : null
            : Absolute(href);
    }

    /// <summary>An absolute address; a path is none, though some systems take it for a file's.</summary>
    internal static Uri? Absolute(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var absolute) && !absolute.IsFile ? absolute : null;
}
