using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Vedette.Foundation;

namespace Vedette.Recording.Sealing;

/// <summary>The report for people: one page without scripts, links or anything from elsewhere, made to be printed.</summary>
internal static class SealedReport
{
    // What is longer is no reading for people; the manifest has it all.
    private const int MostRows = 2000;

    private const string Style = """
        body{font:11pt/1.4 Georgia,serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
        h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2em;border-bottom:1px solid #999}
        table{border-collapse:collapse;width:100%;font-size:.85em}th,td{border:1px solid #bbb;padding:.25em .5em;text-align:left;vertical-align:top}
        code{font-family:monospace;word-break:break-all}@media print{body{margin:0}tr{break-inside:avoid}}
        """;

    public static byte[] Write(Manifest manifest)
    {
        var page = new Page();
        page.Raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        page.Raw($"<title>Sealed export</title><style>{Style}</style></head><body>\n<h1>Sealed export of footage</h1>\n");
        Head(page, manifest);
        Cameras(page, manifest);
        Gaps(page, manifest);
        Missing(page, manifest);
        Segments(page, manifest);
        Keys(page, manifest);
        page.Heading("What this proves, and what not");
        page.Raw("<ul>");
        foreach (var limit in SealedLimits.All)
        {
            page.Raw("<li>").Text(limit).Raw("</li>");
        }

        page.Raw("</ul>\n<p>How to check it: see ").Text(SealedNames.Instructions).Raw(".</p>\n</body></html>\n");
        return page.ToBytes();
    }

    private static void Head(Page page, Manifest manifest)
    {
        var (export, node) = (manifest.Export, manifest.Node);
        page.Table(
            ["", ""],
            [
                ["Export", export.Id.ToString()],
                ["Range asked for", $"{Instant(export.From)} to {Instant(export.To)}"],
                ["Reason", export.Reason.Length == 0 ? "none given" : export.Reason],
                ["Ordered by", $"{export.OrderedByName} ({export.OrderedBy}), {Instant(export.OrderedAt)}"],
                ["Made", Instant(export.MadeAt)],
                ["Made by", $"{node.Software}, node {node.Id}"],
                ["Clock when made", node.Clock],
                ["Signed by key", node.SignedBy],
            ]);
    }

    private static void Cameras(Page page, Manifest manifest)
    {
        page.Heading("Cameras");
        page.Table(
            ["Camera", "Id", "Segments", "Bytes", "First picture", "Last picture ends", "Folder"],
            manifest.Cameras.Select(camera =>
            {
                var segments = manifest.Segments.Where(segment => segment.Camera == camera.Id).ToList();
                return new[]
                {
                    camera.Name,
                    camera.Id.ToString(),
                    Number(segments.Count),
                    Number(segments.Sum(segment => segment.Bytes)),
                    segments.Count == 0 ? "" : Instant(segments.Min(segment => segment.Start)),
                    segments.Count == 0 ? "" : Instant(segments.Max(segment => segment.End)),
                    camera.Folder,
                };
            }));
    }

    private static void Gaps(Page page, Manifest manifest)
    {
        page.Heading("Gaps: stretches of the range without footage");
        page.Rows(
            ["Camera", "From", "To", "Seconds", "Cause"],
            manifest.Gaps,
            gap => [Name(manifest, gap.Camera), Instant(gap.Start), Instant(gap.End), Seconds(gap.End - gap.Start), gap.Cause]);
    }

    private static void Missing(Page page, Manifest manifest)
    {
        page.Heading("Segments that are missing");
        page.Rows(
            ["Camera", "Segment", "From", "To", "Why", "SHA-256, known from the checkpoint"],
            manifest.Missing,
            missing =>
            [
                Name(manifest, missing.Camera),
                Number(missing.Sequence),
                missing.Start is { } start ? Instant(start) : "",
                missing.End is { } end ? Instant(end) : "",
                missing.Cause,
                missing.Sha256 ?? "",
            ]);
    }

    private static void Segments(Page page, Manifest manifest)
    {
        page.Heading("Segments");
        page.Rows(
            ["File", "From", "To", "Bytes", "SHA-256", "Checkpoint"],
            manifest.Segments,
            segment =>
            [
                segment.File,
                Instant(segment.Start),
                Instant(segment.End),
                Number(segment.Bytes),
                segment.Sha256,
                segment.Checkpoint is { } checkpoint ? Number(checkpoint) : "none",
            ]);
    }

    private static void Keys(Page page, Manifest manifest)
    {
        page.Heading("Keys of the node");
        page.Rows(
            ["Fingerprint (SHA-256)", "Since", "Until"],
            manifest.Keys,
            key => [key.Fingerprint, Instant(key.Since), key.Until is { } until ? Instant(until) : "signs now"]);
    }

    private static string Name(Manifest manifest, CameraId id) => manifest.Cameras.First(camera => camera.Id == id).Name;

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan length) => length.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A page being written: whatever is not <see cref="Raw"/> is escaped.</summary>
    private sealed class Page
    {
        private readonly StringBuilder _html = new();

        public Page Raw(string html)
        {
            _html.Append(html);
            return this;
        }

        public Page Text(string text) => Raw(HtmlEncoder.Default.Encode(text));

        public void Heading(string text) => Raw("<h2>").Text(text).Raw("</h2>\n");

        public void Rows<T>(string[] head, IReadOnlyList<T> rows, Func<T, string[]> cells)
        {
            if (rows.Count == 0)
            {
                Raw("<p>None.</p>\n");
                return;
            }

            Table(head, rows.Take(MostRows).Select(cells));
            if (rows.Count > MostRows)
            {
                Raw("<p>").Text($"And {rows.Count - MostRows} more: see {SealedNames.Manifest}.").Raw("</p>\n");
            }
        }

        public void Table(string[] head, IEnumerable<string[]> rows)
        {
            Raw("<table>\n");
            if (head.Any(cell => cell.Length > 0))
            {
                Row("th", head);
            }

            foreach (var row in rows)
            {
                Row("td", row);
            }

            Raw("</table>\n");
        }

        public byte[] ToBytes() => Encoding.UTF8.GetBytes(_html.ToString());

        private void Row(string tag, string[] cells)
        {
            Raw("<tr>");
            foreach (var cell in cells)
            {
                Raw($"<{tag}>").Text(cell).Raw($"</{tag}>");
            }

            Raw("</tr>\n");
        }
    }
}
