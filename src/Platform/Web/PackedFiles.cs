using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Vedette.Platform.Web;

/// <summary>Files the build has compressed beforehand: they lie beside the plain ones as <c>.br</c> and <c>.gz</c>, and keep their types.</summary>
internal sealed class PackedFiles(IFileProvider files) : IContentTypeProvider
{
    private static readonly (string Coding, string Suffix)[] Packings = [("br", ".br"), ("gzip", ".gz")];

    private readonly FileExtensionContentTypeProvider _types = new();

    /// <summary>The smallest form of a file the client takes; the file itself when there is none.</summary>
    public PathString Best(HttpRequest request)
    {
        var path = request.Path;
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, suffix) in Packings)
        {
            if (accepted.Any(one => Takes(one, coding)) && files.GetFileInfo(path.Value + suffix).Exists)
            {
                return path.Value + suffix;
            }
        }

        return path;
    }

    /// <summary>Says how the file that is sent is packed.</summary>
    public static void Describe(IFileInfo file, IHeaderDictionary headers)
    {
        headers.Vary = HeaderNames.AcceptEncoding;
        if (Array.Find(Packings, packing => file.Name.EndsWith(packing.Suffix, StringComparison.Ordinal)).Coding is { } coding)
        {
            headers.ContentEncoding = coding;
        }
    }

    public bool TryGetContentType(string subpath, out string contentType)
    {
        var suffix = Array.Find(Packings, packing => subpath.EndsWith(packing.Suffix, StringComparison.Ordinal)).Suffix ?? "";
        return _types.TryGetContentType(subpath[..^suffix.Length], out contentType!);
    }

    // "br;q=0" refuses it (RFC 9110 section 12.5.3).
    private static bool Takes(StringWithQualityHeaderValue accepted, string coding) =>
        accepted.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0;
}
