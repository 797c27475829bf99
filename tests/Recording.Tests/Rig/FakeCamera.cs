using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Media.Hub;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Units;

namespace Vedette.Recording.Tests.Rig;

/// <summary>A camera whose pictures are made of nothing: 25 a second, a key picture every second, in step with the fake clock.</summary>
internal sealed class FakeCamera(FakeTime time) : IStreamDirectory
{
    public const int ClockRate = 90_000;
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);

    private Run _run = new(Guid.CreateVersion7(), time.GetUtcNow());
    private long _picture;

    public CameraId Id { get; } = CameraId.New();

    public StreamHub Hub { get; private set; } = new(new HubLimits(TimeSpan.FromSeconds(1), 4096, 64 << 20));

    public int PicturesPerKey { get; set; } = 25;

    public int PictureBytes { get; set; } = 500;

    /// <summary>Whether it sends B-pictures: key and P-pictures are presented some pictures later than they are decoded.</summary>
    public bool Reorders { get; set; }

    public StreamFormat Format { get; set; } = FormatOf(640, 360);

    /// <summary>Pictures that can be decoded, sent over and over, in place of those made of nothing.</summary>
    public TestClip? Clip { get; set; }

    /// <summary>When the last picture was sent.</summary>
    public DateTimeOffset SentUntil { get; private set; }

    public static StreamFormat FormatOf(int width, int height) => new(new TrackFormat
    {
        Kind = TrackKind.Video,
        Codec = Codec.H264,
        ClockRate = ClockRate,
        // Version 1, High profile, level 3.0, 4-byte lengths, one SPS and one PPS of no meaning to us.
        Configuration = new byte[] { 1, 0x64, 0, 0x1E, 0xFF, 0xE1, 0, 4, 0x67, 0x64, 0, 0x1E, 1, 0, 2, 0x68, 0xEE },
        CodecString = "avc1.64001e",
        Width = width,
        Height = height,
    });

    public ValueTask<StreamCursor> OpenAsync(CameraId camera, StreamRole role, CancellationToken cancellation) => new(Hub.OpenCursor());

    /// <summary>Sends pictures for that long and moves the clock along.</summary>
    public void Send(TimeSpan length)
    {
        for (var sent = TimeSpan.Zero; sent < length; sent += Interval)
        {
            SendOne();
        }
    }

    public void SendOne()
    {
        var shown = Clip?.Video.ElementAt((int)(_picture % Clip.Video.Count()));
        var later = Reorders ? Interval * ((_picture % PicturesPerKey % 4) switch { 0 => 3, 2 => 2, _ => 0 }) : TimeSpan.Zero;
        var header = new UnitHeader
        {
            Track = StreamFormat.VideoTrack,
            IsKey = shown?.IsKey ?? _picture % PicturesPerKey == 0,
            DecodeTicks = MediaTime.FromTimeSpan(time.GetUtcNow() - _run.StartedAt, ClockRate),
            CompositionTicks = (int)MediaTime.FromTimeSpan(later, ClockRate),
            WallTime = time.GetUtcNow() + later,
            Format = Clip?.Format ?? Format,
            Run = _run,
        };
        var bytes = shown?.Bytes.ToArray() ?? new byte[PictureBytes];
        bytes[0] = shown is null ? (byte)_picture : bytes[0];
        Hub.Publish(AccessUnit.Copy(header, bytes));
        _picture++;
        time.Advance(Interval);
        SentUntil = time.GetUtcNow();
    }

    /// <summary>Loses the connection, and after that long is back with a new run.</summary>
    public void Lose(FeedBreakCause cause, TimeSpan length)
    {
        Hub.Publish(new FeedBreak(cause, "The camera is gone.", time.GetUtcNow()));
        time.Advance(length);
        Reconnect();
    }

    public void Reconnect() => (_run, _picture) = (new Run(Guid.CreateVersion7(), time.GetUtcNow()), 0);

    /// <summary>Ends the feed, as switching the camera off does.</summary>
    public void End()
    {
        Hub.End();
        Hub.Clear();
        Hub = new StreamHub(new HubLimits(TimeSpan.FromSeconds(1), 4096, 64 << 20));
        Reconnect();
    }
}
