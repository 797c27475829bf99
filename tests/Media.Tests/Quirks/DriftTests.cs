using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>Clocks of cameras beside ours over hours: told to the last stage directly, because no test can wait that long.</summary>
public sealed class DriftTests : IDisposable
{
    private const int PictureTicks = 18_000;        // 5 pictures a second
    private static readonly DateTimeOffset Start = new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);

    private static readonly TrackFormat Sound = new()
    {
        Kind = TrackKind.Audio,
        Codec = Codec.PcmA,
        ClockRate = 8000,
        Configuration = default,
        CodecString = "alaw",
        Channels = 1,
        SampleRate = 8000,
    };

    private readonly H264Parameters _parameters = new();
    private readonly SourceCounters _counters = new();
    private readonly StreamHub _hub = new(HubLimits.Default);
    private readonly StreamAssembler _assembler;
    private readonly StreamCursor _cursor;

    public DriftTests()
    {
        _parameters.TakeText(FakeCamera.Sets);
        (_assembler, _cursor) = (new StreamAssembler(_parameters, Sound, _counters), _hub.OpenCursor());
    }

    public void Dispose()
    {
        _hub.End();
        _hub.Clear();
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    [InlineData(150)]
    [InlineData(-480)]
    [InlineData(480)]
    public void Quirk_33_A_clock_that_drifts_is_followed_by_500_ppm_at_most_and_the_time_of_day_stays_right(int ppm)
    {
        var (last, lastPicture) = (default(UnitHeader), 0L);
        for (var picture = 0; picture < 4 * 3600 * 5; picture++)
        {
            var arrival = Start.AddMilliseconds(picture * 200 * (1 - (ppm / 1e6)));
            var header = Video((uint)(picture * PictureTicks), picture % 50 == 0, arrival);
            var shown = header.DecodeTicks + header.CompositionTicks;
            Assert.InRange((header.WallTime - arrival).TotalMilliseconds, -50, 50);
            if (picture > 0 && header.Run == last.Run)
            {
                var passed = (header.WallTime - last.WallTime).TotalMilliseconds;
                Assert.InRange(passed, 200 * (1 - 501e-6), 200 * (1 + 501e-6));
                Assert.Equal(PictureTicks, shown - lastPicture);
            }

            (last, lastPicture) = (header, shown);
        }

        Assert.Equal(0, _counters.ClockJumps);
        Assert.InRange(_counters.DriftPpm!.Value, ppm - 10, ppm + 10);
    }

    [Fact]
    public void Quirk_33_A_step_of_the_cameras_time_of_day_moves_neither_picture_nor_sound()
    {
        var (stepped, apart) = (TimeSpan.Zero, new List<double>());
        for (var picture = 0; picture < 60 * 5; picture++)
        {
            var at = Start.AddMilliseconds(picture * 200);
            var seen = Video((uint)(picture * PictureTicks), picture % 50 == 0, at);
            if (picture % 25 == 0)
            {
                // SNTP sets the camera's clock 5 s ahead between the report on the picture and that on the sound.
                _assembler.TakeReport(isVideo: true, new RtcpSenderReport(1, NtpTime.From(at + stepped), (uint)(picture * PictureTicks)), at);
                stepped = picture >= 150 ? TimeSpan.FromSeconds(5) : stepped;
                _assembler.TakeReport(isVideo: false, new RtcpSenderReport(2, NtpTime.From(at + stepped), (uint)(picture * 1600)), at);
            }

            if (Audio((uint)(picture * 1600), at) is { } heard)
            {
                apart.Add((heard.WallTime - seen.WallTime).TotalSeconds);
            }
        }

        Assert.Equal(300, apart.Count);
        Assert.All(apart, seconds => Assert.InRange(seconds, -0.3, 0.3));
        Assert.Equal(0, _counters.ClockJumps);
    }

    [Theory]
    [InlineData(+3600)]     // the machine had no time when it started, and got it now
    [InlineData(-3600)]
    public void Quirk_33_A_step_of_our_own_time_of_day_splits_the_run_at_the_next_key_and_loses_nothing(int seconds)
    {
        var headers = new List<UnitHeader>();
        for (var picture = 0; picture < 30; picture++)
        {
            var at = Start.AddMilliseconds(picture * 200).AddSeconds(picture < 12 ? 0 : seconds);
            headers.Add(Video((uint)(picture * PictureTicks), picture % 10 == 0, at));
        }

        Assert.Equal(2, headers.Select(header => header.Run).Distinct().Count());
        Assert.NotSame(headers[19].Run, headers[20].Run);
        Assert.InRange((headers[20].WallTime - headers[0].WallTime - TimeSpan.FromSeconds(4 + seconds)).TotalSeconds, -0.3, 0.3);
        Assert.InRange((headers[19].WallTime - headers[0].WallTime).TotalSeconds, 3, 5);
    }

    private UnitHeader Video(uint timestamp, bool isKey, DateTimeOffset arrival)
    {
        _assembler.TakeVideo(new CodedUnit(UnitMemory.Rent(8), 8, timestamp, isKey, 0), arrival, _hub);
        return Next()!.Value;
    }

    private UnitHeader? Audio(uint timestamp, DateTimeOffset arrival)
    {
        _assembler.TakeAudio(new CodedUnit(UnitMemory.Rent(8), 8, timestamp, IsKey: true, 0), arrival, _hub);
        return Next();
    }

    private UnitHeader? Next()
    {
        if (_cursor.Read().Unit is not { } unit)
        {
            return null;
        }

        var header = unit.Header;
        unit.Release();
        return header;
    }
}
