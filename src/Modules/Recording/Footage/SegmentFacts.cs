using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;

namespace Vedette.Recording.Footage;

/// <summary>Reads from a segment file what the index knows of it.</summary>
internal static class SegmentFacts
{
    private const int ReadAhead = 1 << 20;

    /// <summary>A segment that is about to be written.</summary>
    public static Segment Begin(Volume volume, SegmentName name, StreamFormat format, Run run) => new()
    {
        Id = SegmentName.IdOf(name.CameraId, name.Sequence),
        CameraId = name.CameraId,
        RunId = run.Id,
        Sequence = name.Sequence,
        Start = name.Start,
        End = name.Start,
        Bytes = 0,
        Codec = format.Video.CodecString,
        Width = format.Video.Width,
        Height = format.Video.Height,
        AudioCodec = format.Audio?.CodecString,
        Sha256 = [],
        ChainHash = [],
        VolumeId = volume.Id,
        Path = name.Path,
        FormatPrint = FormatPrint.Of(format),
    };

    /// <summary>Describes the file; null when not even one whole fragment is in it.</summary>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Format"/>: it is no segment of ours.</exception>
    public static Segment? Read(Volume volume, SegmentName name, SafeFileHandle file)
    {
        var reader = new SegmentReader(file);
        var fragments = reader.ReadFragments();
        if (fragments.Count == 0)
        {
            return null;
        }

        var identity = reader.Identity
            ?? throw new FaultException(FaultKind.Format, $"The file {name.Path} does not say whose footage it is.");
        var hash = Hash(file, reader.ValidLength);
        return new Segment
        {
            Id = SegmentName.IdOf(name.CameraId, name.Sequence),
            CameraId = name.CameraId,
            RunId = identity.RunId,
            Sequence = name.Sequence,
            Start = identity.Start,
            End = EndOf(reader.Format, identity, fragments),
            Bytes = reader.ValidLength,
            Codec = reader.Format.Video.CodecString,
            Width = reader.Format.Video.Width,
            Height = reader.Format.Video.Height,
            AudioCodec = reader.Format.Audio?.CodecString,
            Sha256 = hash,
            ChainHash = Chain(identity.PreviousChainHash, hash),
            PreviousChainHash = identity.PreviousChainHash,
            VolumeId = volume.Id,
            Path = name.Path,
            InitLength = (int)reader.InitLength,
            FormatPrint = FormatPrint.Of(reader.Format),
        };
    }

    /// <summary>The link a segment adds to its camera's chain.</summary>
    public static byte[] Chain(byte[]? previous, byte[] hash) => SHA256.HashData([.. previous ?? [], .. hash]);

    /// <summary>An instant as the index and the files keep it, so that both compare equal.</summary>
    public static DateTimeOffset WholeMicroseconds(DateTimeOffset instant) =>
        UnixTime.FromUnixMicroseconds(instant.ToUnixMicroseconds());

    /// <summary>Counted as it was while it was written: decoding times, as late as the first key picture is presented.</summary>
    private static DateTimeOffset EndOf(StreamFormat format, SegmentIdentity identity, IReadOnlyList<SegmentFragment> fragments)
    {
        foreach (var fragment in fragments.Reverse())
        {
            var pictures = fragment.Runs.FirstOrDefault(run => run.Track == StreamFormat.VideoTrack);
            if (pictures is null)
            {
                continue;
            }

            var ticks = pictures.Samples.Sum(sample => (long)sample.Duration);
            var start = fragment.WallTime is { } presented
                ? presented + MediaTime.ToTimeSpan(FirstComposition(fragments) - pictures.Samples[0].CompositionTicks, format.Video.ClockRate)
                : identity.Start + MediaTime.ToTimeSpan(pictures.BaseDecodeTicks, format.Video.ClockRate);
            return WholeMicroseconds(start + MediaTime.ToTimeSpan(ticks, format.Video.ClockRate));
        }

        return identity.Start;
    }

    private static int FirstComposition(IReadOnlyList<SegmentFragment> fragments) =>
        fragments.SelectMany(fragment => fragment.Runs).First(run => run.Track == StreamFormat.VideoTrack).Samples[0].CompositionTicks;

    private static byte[] Hash(SafeFileHandle file, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ReadAhead];
        for (long offset = 0; offset < length;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - offset)), offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The file became shorter while it was read.");
            }

            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        return hash.GetHashAndReset();
    }
}
