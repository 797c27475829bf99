namespace Vedette.Host.Benchmarks.Live;

/// <summary>Downloads a file.</summary>
internal sealed class FileViewer(Uri url, CrowdTally tally) : CrowdViewer(url, tally)
{
    public override void Take(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            NoteFirst();
            Tally.NoteBytes(bytes.Length);
        }
    }

    protected override void Ask()
    {
        var (head, _) = Request($"GET {Url.PathAndQuery} HTTP/1.1\r\nHost: {Url.Authority}\r\n\r\n");
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw Refused(head);
        }
    }
}
