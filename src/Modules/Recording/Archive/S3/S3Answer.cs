using System.Xml;
using System.Xml.Linq;

namespace Vedette.Recording.Archive.S3;

/// <summary>A small XML document a store answered with. Namespaces differ between stores and mean nothing here.</summary>
internal sealed class S3Answer
{
    private readonly XElement? _root;

    private S3Answer(XElement? root) => _root = root;

    public string Name => _root?.Name.LocalName ?? "";

    /// <exception cref="XmlException">It is no XML.</exception>
    /// <exception cref="InvalidDataException">It is longer than that.</exception>
    public static async Task<S3Answer> ReadAsync(HttpResponseMessage response, int longest, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var text = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (text.Length + read > longest)
            {
                throw new InvalidDataException("The answer is too long.");
            }

            await text.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        if (text.Length == 0)
        {
            return new S3Answer(null);
        }

        text.Position = 0;
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return new S3Answer(XDocument.Load(reader).Root);
    }

    /// <summary>The text of the first element of that name, or nothing.</summary>
    public string Text(string name) => _root?.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";

    /// <summary>For each element of that name, the texts of its children.</summary>
    public IEnumerable<Dictionary<string, string>> Each(string name) =>
        (_root?.Descendants() ?? []).Where(element => element.Name.LocalName == name)
            .Select(element => element.Elements().GroupBy(child => child.Name.LocalName).ToDictionary(same => same.Key, same => same.First().Value.Trim()));
}
