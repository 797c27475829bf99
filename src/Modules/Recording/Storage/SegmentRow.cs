using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Storage;

internal sealed record SegmentRow
{
    public const string Columns = """
        id as Id, camera_id as CameraId, run_id as RunId, sequence as Sequence, start_at as StartAt, end_at as EndAt, bytes as Bytes,
        codec as Codec, width as Width, height as Height, audio_codec as AudioCodec, sha256 as Sha256, chain_hash as ChainHash,
        volume_id as VolumeId, path as Path, class as Class, is_local as IsLocal, archived_as as ArchivedAs,
        init_length as InitLength, format_print as FormatPrint
        """;

    public Guid Id { get; init; }

    public CameraId CameraId { get; init; }

    public Guid RunId { get; init; }

    public long Sequence { get; init; }

    public DateTimeOffset StartAt { get; init; }

    public DateTimeOffset EndAt { get; init; }

    public long Bytes { get; init; }

    public string Codec { get; init; } = "";

    public int Width { get; init; }

    public int Height { get; init; }

    public string? AudioCodec { get; init; }

    public byte[] Sha256 { get; init; } = [];

    public byte[] ChainHash { get; init; } = [];

    public Guid VolumeId { get; init; }

    public string Path { get; init; } = "";

    public bool Deleting { get; init; }

    public int Class { get; init; }

    public bool IsLocal { get; init; } = true;

    public string? ArchivedAs { get; init; }

    public int InitLength { get; init; }

    public long FormatPrint { get; init; }

    public static SegmentRow Of(Segment segment) => new()
    {
        Id = segment.Id,
        CameraId = segment.CameraId,
        RunId = segment.RunId,
        Sequence = segment.Sequence,
        StartAt = segment.Start,
        EndAt = segment.End,
        Bytes = segment.Bytes,
        Codec = segment.Codec,
        Width = segment.Width,
        Height = segment.Height,
        AudioCodec = segment.AudioCodec,
        Sha256 = segment.Sha256,
        ChainHash = segment.ChainHash,
        VolumeId = segment.VolumeId,
        Path = segment.Path,
        Class = (int)segment.Class,
        IsLocal = segment.IsLocal,
        ArchivedAs = segment.ArchivedAs,
        InitLength = segment.InitLength,
        FormatPrint = segment.FormatPrint,
    };

    public Segment ToSegment() => new()
    {
        Id = Id,
        CameraId = CameraId,
        RunId = RunId,
        Sequence = Sequence,
        Start = StartAt,
        End = EndAt,
        Bytes = Bytes,
        Codec = Codec,
        Width = Width,
        Height = Height,
        AudioCodec = AudioCodec,
        Sha256 = Sha256,
        ChainHash = ChainHash,
        VolumeId = VolumeId,
        Path = Path,
        Class = (FootageClass)Class,
        IsLocal = IsLocal,
        ArchivedAs = ArchivedAs,
        InitLength = InitLength,
        FormatPrint = FormatPrint,
    };
}
