using System.Buffers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Recording.Evidence;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Playback;
using Vedette.Recording.Roster;

namespace Vedette.Recording.Sealing;

/// <summary>
/// Makes a sealed export: the segment files as they were recorded, and a signed manifest that says what they are and what
/// is missing. Everything is read once before anything is written, so that the archive can begin with its manifest.
/// </summary>
internal sealed class SealedExport(
    FootageIndex index,
    SegmentFiles files,
    CameraRoster roster,
    CheckpointMaker checkpoints,
    CheckpointJournal journal,
    NodeKeys keys,
    Func<ClockState> clock,
    TimeProvider time)
{
    private const int MostSegments = 100_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    /// <param name="order">What to seal.</param>
    /// <param name="output">Where the archive goes, from its beginning to its end.</param>
    /// <param name="spool">A file for what has to be kept aside meanwhile; it goes away again.</param>
    /// <param name="admit">Asked before so many bytes are written; throws when there is no room.</param>
    /// <param name="report">Told how far it is, from 0 to 1.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What the archive says of itself.</returns>
    /// <exception cref="FaultException">A disk or the key refuses, or it is too much for one export.</exception>
    /// <exception cref="NothingToSealException">Nothing at all is recorded in the range.</exception>
    public async Task<Manifest> MakeAsync(
        SealOrder order, Stream output, string spool, Action<long> admit, Action<double> report, CancellationToken cancellation)
    {
        var (stretches, past) = await FindAsync(order, cancellation);
        _ = await checkpoints.MakeAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(Piece.Longest);
        try
        {
            await using var pieces = new FileStream(
                spool, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            var progress = new SealProgress(stretches.Sum(stretch => stretch.Listed.Sum(segment => segment.Bytes)), report);
            foreach (var stretch in stretches)
            {
                await SurveyAsync(stretch, pieces, buffer, progress, cancellation);
            }

            if (stretches.All(stretch => stretch.Taken.Count == 0))
            {
                throw new NothingToSealException();
            }

            admit(stretches.Sum(stretch => stretch.Taken.Sum(taken => taken.Segment.Bytes)) + (2 * pieces.Length));
            return await WriteAsync(order, past, stretches, output, pieces, buffer, progress, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What there is, after the segments being written have had time to be closed.</summary>
    private async Task<(IReadOnlyList<SealedStretch> Stretches, FootageRange Past)> FindAsync(SealOrder order, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var stretches = new List<SealedStretch>();
            var past = order.Range.Until(time.GetUtcNow());
            foreach (var id in order.CameraIds)
            {
                var camera = roster.Cameras.GetValueOrDefault(id) ?? throw new FaultException(FaultKind.Configuration, $"There is no camera {id}.");
                var segments = await index.SegmentsAsync(id, order.Range.From, order.Range.To, cancellation, MostSegments + 1);
                var gaps = await index.GapsAsync(id, order.Range.From, order.Range.To, cancellation);
                stretches.Add(new SealedStretch(camera, segments, gaps));
            }

            if (stretches.Sum(stretch => stretch.Listed.Count) > MostSegments)
            {
                throw new FaultException(
                    FaultKind.Configuration, $"A sealed export holds at most {MostSegments} segments: order a shorter range or fewer cameras.");
            }

            if (time.GetElapsedTime(started) > LongestWait || !stretches.Any(stretch => stretch.Listed.Any(segment => segment.IsOpen)))
            {
                return (stretches, past);
            }

            await Task.Delay(LookAgain, time, cancellation);
        }
    }

    private async Task SurveyAsync(SealedStretch stretch, FileStream pieces, byte[] buffer, SealProgress progress, CancellationToken cancellation)
    {
        foreach (var segment in stretch.Listed)
        {
            if (segment.IsOpen)
            {
                stretch.Left.Add((segment, MissingCause.BeingWritten));
                continue;
            }

            using var file = await OpenAsync(segment, cancellation);
            if (file is null)
            {
                stretch.Left.Add((segment, MissingCause.NotReachable));
                continue;
            }

            var survey = SegmentSurvey.Read(segment, file, buffer, cancellation);
            if (survey is null || !survey.Sha256.AsSpan().SequenceEqual(segment.Sha256))
            {
                stretch.Left.Add((segment, MissingCause.Damaged));
                continue;
            }

            var name = SealedNames.FileOf(stretch.Folder, segment.Sequence);
            await pieces.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(survey.Pieces.Select(piece => piece.ToLine(name)))), cancellation);
            stretch.Taken.Add((segment, survey.WithoutPieces(), name));
            progress.Add(segment.Bytes);
        }
    }

    private async Task<SafeFileHandle?> OpenAsync(Segment segment, CancellationToken cancellation)
    {
        try
        {
            return await files.OpenAsync(segment, cancellation);
        }
        catch (FaultException erased) when (erased.Kind == FaultKind.Configuration)
        {
            return null; // the key it was encrypted with is gone
        }
    }

    private async Task<Manifest> WriteAsync(
        SealOrder order,
        FootageRange past,
        IReadOnlyList<SealedStretch> stretches,
        Stream output,
        FileStream pieces,
        byte[] buffer,
        SealProgress progress,
        CancellationToken cancellation)
    {
        var proofs = await ProofsAsync(order, stretches, cancellation);
        var (ring, signer) = await keys.CurrentAsync(cancellation);
        var software = typeof(SealedExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var node = new ManifestNode(ring.Node, $"Vedette {software}", clock().ToString(), signer.Key.Fingerprint);
        var (piecesFile, piecesCrc) = await SealedContents.DescribeAsync(SealedNames.Pieces, pieces, cancellation);
        var (manifest, texts) = new SealedContents(order, past, stretches, proofs, ring, node, time.GetUtcNow()).Build(piecesFile);
        var manifestBytes = ManifestText.Write(manifest);
        if (manifestBytes.Length > ManifestText.Longest)
        {
            throw new FaultException(FaultKind.Configuration, "The manifest would be too large: order a shorter range or fewer cameras.");
        }

        var archive = new ArchiveWriter(output);
        await archive.AddAsync(SealedNames.Manifest, manifestBytes, cancellation);
        await archive.AddAsync(SealedNames.Signature, signer.Sign(manifestBytes), cancellation);
        foreach (var (name, content) in texts)
        {
            await archive.AddAsync(name, content, cancellation);
        }

        await archive.BeginAsync(SealedNames.Pieces, pieces.Length, piecesCrc, cancellation);
        pieces.Position = 0;
        await pieces.CopyToAsync(output, cancellation);
        foreach (var (segment, survey, name) in stretches.SelectMany(stretch => stretch.Taken))
        {
            using var file = await files.OpenAsync(segment, cancellation)
                ?? throw new FaultException(FaultKind.Disk, "Footage was deleted while it was exported: place a hold on it and order again.", isTransient: true);
            await archive.BeginAsync(name, segment.Bytes, survey.Crc, cancellation);
            await CopyAsync(file, segment, survey, output, buffer, cancellation);
            progress.Add(segment.Bytes);
        }

        await archive.FinishAsync(cancellation);
        return manifest;
    }

    private async Task<CheckpointProofs> ProofsAsync(SealOrder order, IReadOnlyList<SealedStretch> stretches, CancellationToken cancellation)
    {
        var asked = stretches.ToDictionary(stretch => stretch.Camera.Id, Asked);
        var first = stretches.Select(stretch => stretch.First).Append(order.Range.From).Min()!.Value;
        var wanted = stretches.SelectMany(stretch => stretch.Taken.Select(taken => (stretch.Camera.Id, taken.Segment.Sequence))).ToHashSet();
        return await CheckpointProofs.ReadAsync(
            journal, asked, wanted, DateOnly.FromDateTime(first.UtcDateTime), order.Range.Until(time.GetUtcNow()).To, cancellation);

        // What overlaps the range in time, and what lies between two of its segments.
        Func<SealedSegment, bool> Asked(SealedStretch stretch)
        {
            var (lowest, highest) = stretch.Listed.Count == 0 ? (long.MaxValue, long.MinValue) : (stretch.Listed[0].Sequence, stretch.Listed[^1].Sequence);
            return segment => (segment.Sequence >= lowest && segment.Sequence <= highest)
                || (segment.Start < order.Range.To && segment.End > order.Range.From);
        }
    }

    private static async Task CopyAsync(
        SafeFileHandle file, Segment segment, SegmentSurvey survey, Stream output, byte[] buffer, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long offset = 0; offset < segment.Bytes;)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(buffer.Length, segment.Bytes - offset));
            var read = await RandomAccess.ReadAsync(file, part, offset, cancellation);
            hash.AppendData(part.Span[..read]);
            await output.WriteAsync(part[..read], cancellation);
            offset += read > 0 ? read : throw new FaultException(FaultKind.Disk, "A segment became shorter while it was exported.");
        }

        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(survey.Sha256))
        {
            throw new FaultException(FaultKind.Disk, "A segment changed while it was exported.");
        }
    }
}

/// <summary>There is nothing to seal.</summary>
internal sealed class NothingToSealException() : Exception("Nothing is recorded in this range, or none of it can be read.");
