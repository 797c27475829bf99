using Vedette.Foundation;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Codecs.H265;
using Vedette.Media.Codecs.Mjpeg;
using Vedette.Media.Mp4;
using Vedette.Media.Units;

namespace Vedette.Fuzzing;

/// <summary>Decoder set-ups and files.</summary>
internal static class FileTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of("h264-parameters", ReadH264) with { Seeds = [Convert.FromHexString("6764001FACD9405005BB011000000300100000030320F1831960"), [0x06, 6, 1, 0x80]] },
        Of("h265-parameters", ReadH265) with
        {
            Seeds =
            [
                Convert.FromBase64String("QAEMAf//AWAAAAMAAAMAAAMAAAMAlqwJ"), Convert.FromBase64String("RAHBcrRiQA=="),
                Convert.FromBase64String("QgEBAWAAAAMAAAMAAAMAAAMAlqADwIAQ5Za5JMvgEAAAAwAQAAADAZCA"),
            ],
        },
        Of("aac-configuration", input => _ = AudioSpecificConfig.Parse(input)) with { Seeds = [[0x14, 0x08], [0x11, 0x90, 0x56, 0xE5, 0x00]] },
        Of("jpeg-header", input => _ = JpegHeader.Read(input)) with { Seeds = [[0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 64, 0, 64, 1, 1, 0x11, 0]] },
        Of("mp4", ReadSegment) with
        {
            Words = FuzzTargets.Words("moov", "moof", "mdat", "traf", "trun", "tfhd", "tfdt", "trak", "mdia", "stsd", "avc1", "avcC", "hvc1", "hvcC", "esds", "prft", "uuid", "free", "sidx"),
        },
    ];

    private static FuzzTarget Of(string name, Action<byte[]> read) => new(name, read, refusal => refusal is FaultException { Kind: FaultKind.Format });

    private static void ReadH264(byte[] input)
    {
        var parameters = new H264Parameters();
        parameters.Take(input);
        parameters.Take([0x68, 0xCE, 0x01]);
        Look(parameters.Format);
        _ = (parameters.ReorderFrames, parameters.FrameRate, parameters.IsInterlaced);
        _ = RecoveryPoint.IsImmediate(input);
    }

    private static void ReadH265(byte[] input)
    {
        var parameters = new H265Parameters();
        foreach (var set in All.First(target => target.Name == "h265-parameters").Seeds)
        {
            parameters.Take(set);
        }

        parameters.Take(input);
        Look(parameters.Format);
        _ = (parameters.ReorderFrames, parameters.FrameRate, parameters.IsInterlaced);
    }

    private static void Look(TrackFormat? format) =>
        FuzzTargets.Check(format is null or { Width: >= 0 and <= 65_536, Height: >= 0 and <= 65_536 }, "a picture has a size a file can name");

    private static void ReadSegment(byte[] input)
    {
        using var file = new MemoryStream(input, writable: false);
        var reader = new SegmentReader(file);
        FuzzTargets.Check(reader.InitLength <= input.Length, "the init section lies in the file");
        while (reader.ReadFragment() is { } fragment)
        {
            FuzzTargets.Check(fragment.Length > 0 && fragment.Offset + fragment.Length <= input.Length, "a fragment lies in the file");
            foreach (var sample in fragment.Runs.SelectMany(run => run.Samples))
            {
                FuzzTargets.Check(sample.Offset >= 0 && sample.Size >= 0 && sample.Offset + sample.Size <= input.Length, "a sample lies in the file");
            }

            _ = reader.IsPayloadWhole(fragment);
        }

        _ = KeyFrames.List(new SegmentReader(file));
    }
}
