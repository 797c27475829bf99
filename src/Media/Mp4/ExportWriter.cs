using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>
/// Joins ranges of segment files into one fragmented MP4, as a stream: nothing is decoded, nothing is kept, pictures and
/// sound are copied as they are. Time the camera was not recorded is closed up, so that the file plays without a hole.
/// </summary>
/// <remarks>
/// The first segment's format is the file's. When pictures change later (another resolution), every player copes with
/// parameter sets in band while few follow a second sample description, so a copy of a segment's parameter sets stands before
/// each key picture that does not bring its own. Sound of another format than the first segment's is left out.
/// </remarks>
public sealed class ExportWriter
{
    // One read of the file and one flush: long enough that both cost little beside the copying itself.
    private const int ChunkLength = 1 << 18;

    private readonly PipeWriter _output;
    private readonly byte[] _window = new byte[ByteSource.WindowLength];
    private readonly BoxWriter _header = new(4096);
    private readonly TrackRun[] _runs = [new(1), new(2)];
    private readonly List<Piece> _pieces = [];
    private StreamFormat? _format;
    private ExportTimeline? _timeline;
    private uint _sequence;
    private int _unflushed;

    /// <summary>Creates a writer onto <paramref name="output"/>, which stays the caller's and is flushed after each segment.</summary>
    public ExportWriter(PipeWriter output) => _output = output;

    /// <summary>What was written, in order: between two of them footage is missing.</summary>
    public IReadOnlyList<ExportStretch> Stretches => _timeline?.Stretches ?? [];

    /// <summary>How long the file plays so far.</summary>
    public TimeSpan Duration => _timeline?.End ?? TimeSpan.Zero;

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    /// <summary>Whether sound had to be left out because its format changed.</summary>
    public bool IsAudioLeftOut { get; private set; }

    /// <summary>
    /// Appends what lies between two moments: from the key picture at or before <paramref name="from"/> to the first
    /// picture at or after <paramref name="to"/>.
    /// </summary>
    /// <param name="segment">A segment file; it need not be complete. Stays the caller's.</param>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC.</param>
    /// <param name="cancellation">Stops within a fragment; the file is then torn.</param>
    /// <returns>Whether the end was reached: nothing that comes later belongs to the range.</returns>
    /// <exception cref="FaultException">The segment is damaged, or the disk failed.</exception>
    public async Task<bool> AppendAsync(SafeFileHandle segment, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var source = new ExportSource(new ByteSource(segment, _window), from, to);
        if (_format is { } known && known.Video.ClockRate != source.Format.Video.ClockRate)
        {
            throw new FaultException(FaultKind.Format, "The video clock changed; the pictures cannot go on in the same file.");
        }

        while (source.Next() is { } fragment)
        {
            if (_format is null)
            {
                Start(source.Format);
            }

            if (Place(source, fragment))
            {
                await WriteAsync(source, cancellation);
            }
        }

        // The next segment may have to be waited for.
        await FlushAsync(cancellation);
        return source.IsEndReached;
    }

    private void Start(StreamFormat format)
    {
        _format = format;
        _timeline = new ExportTimeline(format);
        var init = new ArrayBufferWriter<byte>(2048);
        InitSection.Write(init, format);
        Write(init.WrittenSpan);
    }

    /// <summary>Lays out the next fragment: its header, and from where each piece of its payload comes.</summary>
    private bool Place(ExportSource source, ExportSelection selection)
    {
        _header.Clear();
        _pieces.Clear();
        foreach (var run in _runs)
        {
            run.Clear();
        }

        PlaceVideo(source, selection);
        PlaceAudio(source, selection);
        var runs = _runs.AsSpan();
        runs = runs[0].Samples.Count == 0 ? runs[1..] : runs;
        runs = runs.Length > 0 && runs[^1].Samples.Count == 0 ? runs[..^1] : runs;
        if (runs.IsEmpty)
        {
            return false;
        }

        FragmentHeader.Write(_header, ++_sequence, selection.WallTime, runs);
        return true;
    }

    private void PlaceVideo(ExportSource source, ExportSelection selection)
    {
        if (selection.Video is not { Length: > 0 } video)
        {
            return;
        }

        var firstRunTicks = video.Span[0].DecodeTicks + source.ToRun;
        _timeline!.Continue(source.RunId, firstRunTicks, selection.WallTime);
        var run = _runs[StreamFormat.VideoTrack];
        run.BaseTicks = _timeline.PlaceVideo(firstRunTicks);
        var length = 0L;
        foreach (var sample in video.Span)
        {
            var inserted = sample.IsKey ? source.MissingParameterSets(sample) : [];
            if (inserted.Length > 0)
            {
                _pieces.Add(new Piece(inserted, 0, inserted.Length));
            }

            AddPiece(sample);
            run.Add(new RunSample(sample.Duration, sample.Size + inserted.Length, sample.IsKey, sample.CompositionTicks));
            length += sample.Duration;
        }

        _timeline.VideoWritten(
            run.BaseTicks + length,
            firstRunTicks + length,
            selection.WallTime + MediaTime.ToTimeSpan(length, source.Format.Video.ClockRate));
    }

    private void PlaceAudio(ExportSource source, ExportSelection selection)
    {
        if (selection.Audio is not { Length: > 0 } audio)
        {
            return;
        }

        if (_format!.Audio is not { } sound || !sound.Equals(source.Format.Audio))
        {
            IsAudioLeftOut = true;
            return;
        }

        var run = _runs[StreamFormat.AudioTrack];
        var toRun = RunTime.Convert(source.ToRun, source.Format.Video.ClockRate, sound.ClockRate);
        var end = 0L;
        foreach (var sample in audio.Span)
        {
            if (run.Samples.Count == 0)
            {
                if (_timeline!.Stretches.Count == 0 || _timeline.PlaceAudio(sample.DecodeTicks + toRun) is not { } placed)
                {
                    continue;
                }

                run.BaseTicks = end = placed;
            }

            AddPiece(sample);
            run.Add(new RunSample(sample.Duration, sample.Size, sample.IsKey, sample.CompositionTicks));
            end += sample.Duration;
        }

        if (run.Samples.Count > 0)
        {
            _timeline!.AudioWritten(end);
        }
    }

    private void AddPiece(in SegmentSample sample)
    {
        if (_pieces.Count > 0 && _pieces[^1] is { Inserted: null } last && last.Offset + last.Length == sample.Offset)
        {
            _pieces[^1] = last with { Length = last.Length + sample.Size };
        }
        else
        {
            _pieces.Add(new Piece(null, sample.Offset, sample.Size));
        }
    }

    private async Task WriteAsync(ExportSource source, CancellationToken cancellation)
    {
        Write(_header.Written.Span);
        foreach (var piece in _pieces)
        {
            if (piece.Inserted is { } inserted)
            {
                Write(inserted);
                continue;
            }

            for (var done = 0L; done < piece.Length;)
            {
                if (_unflushed >= ChunkLength)
                {
                    await FlushAsync(cancellation);
                }

                // Straight into the memory the output is sent from.
                var wanted = (int)Math.Min(ChunkLength - _unflushed, piece.Length - done);
                source.Copy(piece.Offset + done, _output.GetSpan(wanted)[..wanted]);
                Advance(wanted);
                done += wanted;
            }
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output.GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    private void Advance(int bytes)
    {
        _output.Advance(bytes);
        _unflushed += bytes;
        Length += bytes;
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_unflushed > 0)
        {
            _unflushed = 0;
            _ = await _output.FlushAsync(cancellation);
        }
    }

    /// <summary>Bytes inserted, or a range of the segment file.</summary>
    private readonly record struct Piece(byte[]? Inserted, long Offset, long Length);
}
