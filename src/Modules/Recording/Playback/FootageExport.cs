using System.IO.Pipelines;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Playback;

/// <summary>Writes the footage of a range as one file, segment after segment.</summary>
internal sealed class FootageExport(SegmentFiles files)
{
    /// <param name="segments">The segments that overlap the range, by start.</param>
    /// <param name="range">The range.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellation">Stops within a fragment.</param>
    /// <exception cref="FaultException">The disk failed.</exception>
    public Task WriteAsync(IAsyncEnumerable<Segment> segments, FootageRange range, PipeWriter output, CancellationToken cancellation) =>
        WriteAsync(segments, range, output, static _ => { }, cancellation);

    /// <param name="segments">The segments that overlap the range, by start.</param>
    /// <param name="range">The range.</param>
    /// <param name="output">Where to.</param>
    /// <param name="beforeEach">Called before each segment with the bytes it may add, for progress and admission; may throw.</param>
    /// <param name="cancellation">Stops within a fragment.</param>
    /// <exception cref="FaultException">The disk failed.</exception>
    public async Task WriteAsync(
        IReadOnlyList<Segment> segments, FootageRange range, Stream output, Action<Segment> beforeEach, CancellationToken cancellation)
    {
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            await WriteAsync(segments.ToAsyncEnumerable(), range, pipe, beforeEach, cancellation);
            await pipe.CompleteAsync();
        }
        catch (Exception failure)
        {
            await pipe.CompleteAsync(failure);
            throw;
        }
    }

    private async Task WriteAsync(
        IAsyncEnumerable<Segment> segments, FootageRange range, PipeWriter output, Action<Segment> beforeEach, CancellationToken cancellation)
    {
        var writer = new ExportWriter(output);
        await foreach (var segment in segments.WithCancellation(cancellation))
        {
            beforeEach(segment);
            using var file = await files.OpenAsync(segment, cancellation);
            try
            {
                // A segment deleted or damaged meanwhile is left out: the rest is worth having.
                if (file is not null && await writer.AppendAsync(file, range.From, range.To, cancellation))
                {
                    break;
                }
            }
            catch (FaultException damaged) when (damaged.Kind == FaultKind.Format)
            {
            }
        }
    }
}
