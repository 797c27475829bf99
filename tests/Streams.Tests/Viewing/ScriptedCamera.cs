using System.Buffers.Binary;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>A feed filled by the test, 25 pictures a second on the pictures' own clock.</summary>
internal sealed class ScriptedCamera
{
    private const int ClockRate = 90_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 59, 50, TimeSpan.Zero);

    // Baseline 4.0, one sequence and one picture parameter set (ISO/IEC 14496-15 section 5.3.3.1).
    private static readonly byte[] AvcConfiguration =
        Convert.FromHexString("0142C028FFE1000C6742C028DA01E0089F97011001000468CE3C80");

    private readonly byte[] _picture;
    private Run _run = new(Guid.CreateVersion7(), Start);
    private int _pictures;

    public ScriptedCamera(TrackFormat? audio = null, int pictureBytes = 1000, TimeProvider? time = null)
    {
        Format = new StreamFormat(Video(1280), audio);
        _picture = new byte[pictureBytes];
        BinaryPrimitives.WriteInt32BigEndian(_picture, pictureBytes - 4);
        Feed = new CameraFeed(CameraId.New(), HubLimits.Default, time ?? TimeProvider.System, new FeedChanges());
    }

    public CameraFeed Feed { get; }

    public StreamFormat Format { get; private set; }

    public static TrackFormat Sound(Codec codec) => codec == Codec.Aac
        ? Audio(codec, 48_000, [0x11, 0x88], "mp4a.40.2")
        : Audio(codec, 8000, [], "ulaw");

    /// <summary>One group of pictures.</summary>
    public void SendGroup(int pictures)
    {
        for (var picture = 0; picture < pictures; picture++)
        {
            SendPicture(isKey: picture == 0);
        }
    }

    public void SendPicture(bool isKey)
    {
        var ticks = _pictures++ * (ClockRate / 25L);
        _picture[4] = isKey ? (byte)0x65 : (byte)0x41;
        Send(StreamFormat.VideoTrack, ticks, ClockRate, isKey, _picture);
    }

    public void SendSound() =>
        Send(StreamFormat.AudioTrack, _pictures * (Format.Audio!.ClockRate / 25L), Format.Audio.ClockRate, true, new byte[200]);

    /// <summary>The camera is set to another picture size; its next picture should be a key picture.</summary>
    public void Resize(int width) => Format = new StreamFormat(Video(width), Format.Audio);

    /// <summary>The camera comes back with a clock of its own.</summary>
    public void BeginRun() => (_run, _pictures) = (new Run(Guid.CreateVersion7(), _run.StartedAt.AddMinutes(1)), 0);

    private static TrackFormat Video(int width) => new()
    {
        Kind = TrackKind.Video,
        Codec = Codec.H264,
        ClockRate = ClockRate,
        Configuration = AvcConfiguration,
        CodecString = "avc1.42c028",
        Width = width,
        Height = 720,
    };

    private static TrackFormat Audio(Codec codec, int rate, byte[] configuration, string codecString) => new()
    {
        Kind = TrackKind.Audio,
        Codec = codec,
        ClockRate = rate,
        Configuration = configuration,
        CodecString = codecString,
        Channels = 1,
        SampleRate = rate,
    };

    private void Send(int track, long ticks, int clockRate, bool isKey, byte[] bytes)
    {
        var header = new UnitHeader
        {
            Track = track,
            IsKey = isKey,
            DecodeTicks = ticks,
            WallTime = _run.StartedAt + MediaTime.ToTimeSpan(ticks, clockRate),
            Format = Format,
            Run = _run,
        };
        Feed.Hub.Publish(AccessUnit.Copy(header, bytes));
    }
}
