using System.Text.Json;
using System.Text.RegularExpressions;
using Vedette.Platform.Outbound;

namespace Vedette.Sensing.Discovering;

/// <summary>
/// Reads the listing of a Thing Description Directory (WoT Discovery section 7.3.1.6): <c>GET /things</c>, an array of descriptions, page after page by
/// <c>Link: …; rel="next"</c>, or a collection with <c>members</c> and <c>next</c>.
/// </summary>
internal sealed partial class DirectoryListing(OutboundHttp http)
{
    private const int MostPages = 20;
    private const int MostThings = 500;
    private static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(10), 4 * 1024 * 1024);
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 64 };

    /// <summary>The things of a directory.</summary>
    /// <exception cref="OutboundException">It does not answer, or not as a directory does.</exception>
    public async Task<IReadOnlyList<ListedThing>> ReadAsync(Uri directory, CancellationToken cancellation)
    {
        var things = new List<ListedThing>();
        var seen = new HashSet<Uri>();
        for (var page = directory; page is not null && seen.Add(page) && seen.Count <= MostPages && things.Count < MostThings;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page);
            _ = request.Headers.TryAddWithoutValidation("Accept", "application/ld+json, application/json;q=0.9");
            var reply = await http.SendAsync(request, Limits, cancellation);
            if (!reply.IsSuccess)
            {
                throw new OutboundException(OutboundFailure.Malformed, $"The directory answers with status {(int)reply.Status}.");
            }

            using var document = Parse(reply.Body);
            things.AddRange(Things(document.RootElement, directory).Take(MostThings - things.Count));
            page = Next(reply, document.RootElement);
        }

        return things;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Shallow);
        }
        catch (JsonException wrong)
        {
            throw new OutboundException(OutboundFailure.Malformed, "The answer of the directory is no JSON.", wrong);
        }
    }

    private static IEnumerable<ListedThing> Things(JsonElement root, Uri directory)
    {
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("members", out var members) ? members : root;
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new OutboundException(OutboundFailure.Malformed, "The answer of the directory is no list of things.");
        }

        foreach (var thing in list.EnumerateArray())
        {
            if (thing.ValueKind == JsonValueKind.Object && Text(thing, "id") is { Length: > 0 and <= 1024 } id)
            {
                // Section 7.3.1.2: each is to be had below the listing by its id.
                yield return new ListedThing(id, Text(thing, "title"), new Uri($"{directory.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{Uri.EscapeDataString(id)}"));
            }
        }
    }

    private static Uri? Next(OutboundReply reply, JsonElement root)
    {
        var link = reply.Headers.TryGetValues("Link", out var links)
            ? links.Select(line => NextLink().Match(line)).FirstOrDefault(match => match.Success)?.Groups["target"].Value
            : root.ValueKind == JsonValueKind.Object ? Text(root, "next") : null;
        return link is not null && Uri.TryCreate(reply.Url, link, out var next) && next.Scheme is "http" or "https" ? next : null;
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    [GeneratedRegex("""<(?<target>[^<>]{1,2048})>[^<,]{0,512}rel="?next"?""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NextLink();
}
