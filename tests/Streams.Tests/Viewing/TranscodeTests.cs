using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Streams.Viewing;
using Vedette.Streams.Viewing.Transcoding;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>What browsers cannot show, converted by a real encoder.</summary>
public sealed class TranscodeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(Codec.H265)]
    [InlineData(Codec.Mjpeg)]
    public async Task Pictures_come_out_as_h264_each_at_its_own_time(Codec codec)
    {
        var before = AccessUnit.Outstanding;
        var clip = await RealClip.MakeAsync(codec);
        await using (var transcoded = new Transcoded(clip))
        {
            var sending = clip.SendAsync(0, clip.Count);

            var made = await transcoded.TakeAsync(95);
            await sending;

            Assert.True(made[0].IsKey);
            Assert.Equal(Codec.H264, made[0].Format.Video.Codec);
            Assert.StartsWith("avc1.42", made[0].Format.Video.CodecString, StringComparison.Ordinal);
            Assert.Equal((320, 240), (made[0].Format.Video.Width, made[0].Format.Video.Height));
            for (var i = 1; i < made.Count; i++)
            {
                Assert.InRange(made[i].DecodeTicks - made[i - 1].DecodeTicks, 3500, 3700);
                Assert.InRange((made[i].WallTime - made[i - 1].WallTime).TotalMilliseconds, 38, 42);
            }
        }

        clip.Feed.Hub.Clear();
        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public async Task A_new_run_gets_an_encoder_of_its_own()
    {
        var clip = await RealClip.MakeAsync(Codec.Mjpeg);
        await using var transcoded = new Transcoded(clip);
        var sending = clip.SendAsync(0, 50);
        var first = await transcoded.TakeAsync(10);
        await sending;

        clip.BeginRun();
        sending = clip.SendAsync(0, 50);

        UnitHeader next;
        do
        {
            next = (await transcoded.TakeAsync(1))[0];
        }
        while (next.Run == first[0].Run);
        Assert.True(next.IsKey);
        Assert.NotSame(first[0].Format, next.Format);
        Assert.InRange(next.DecodeTicks, 0, 100);
        await sending;
    }

    [Fact]
    public async Task Pictures_that_cannot_be_decoded_end_the_transcode_and_nothing_else()
    {
        var clip = await RealClip.MakeAsync(Codec.H265);
        var time = new ManualTime();
        await using var transcoded = new Transcoded(clip, time);

        // The encoder complains and makes nothing; after a while of that it is ended and tried again, but not for ever.
        for (var i = 0; i < 50 && !transcoded.Transcode.HasGivenUp; i++)
        {
            await clip.SendAsync(0, 25, bytes => new byte[bytes.Length], pace: 2);
            time.Advance(TimeSpan.FromSeconds(16));
        }

        await transcoded.Ended.WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.True(transcoded.Transcode.HasGivenUp);
        Assert.Equal(0, transcoded.Places.Running);
    }

    [Fact]
    public async Task No_more_are_converted_at_a_time_than_the_setting_says_and_a_place_comes_back()
    {
        var places = new Transcodes(new StreamsOptions { Transcodes = 1 }, TimeProvider.System, NullLogger<Transcodes>.Instance);
        var clip = await RealClip.MakeAsync(Codec.Mjpeg);

        var first = places.TryStart(clip.Feed);
        Assert.NotNull(first);
        Assert.Null(places.TryStart(clip.Feed));
        first.Dispose();
        first.Dispose();

        Assert.Equal(0, places.Running);
        using var second = places.TryStart(clip.Feed);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task A_view_of_converted_pictures_says_so_and_is_shared()
    {
        var clip = await RealClip.MakeAsync(Codec.Mjpeg);
        var places = new Transcodes(new StreamsOptions { Transcodes = 1 }, TimeProvider.System, NullLogger<Transcodes>.Instance);
        await using var views = new LiveViews(new StreamsOptions(), places, NullLogger<LiveViews>.Instance);
        using var one = new Viewer(TimeProvider.System);
        using var two = new Viewer(TimeProvider.System);
        using (var seat = views.Join(clip.Feed, isTranscoded: true, one, out _))
        using (var other = views.Join(clip.Feed, isTranscoded: true, two, out _))
        {
            Assert.Equal(1, places.Running);
            await clip.SendAsync(0, 50);

            var init = (await one.NextAsync(message => message.Says("init"))).Json();
            Assert.True(init.GetProperty("transcoded").GetBoolean());
            Assert.StartsWith("video/mp4; codecs=\"avc1.", init.GetProperty("mime").GetString(), StringComparison.Ordinal);
            var (first, second) = (
                await one.NextAsync(message => message.Fragment is not null), await two.NextAsync(message => message.Fragment is not null));
            Assert.Same(first.Fragment, second.Fragment);
            new[] { first, second }.Release();
            Assert.Null(views.Join(new ScriptedCamera().Feed, isTranscoded: true, new Viewer(TimeProvider.System), out var refusal));
            Assert.NotNull(refusal);
        }

        await Until.TrueAsync(() => places.Running == 0, "the encoder's place is free again");
    }

    /// <summary>A transcode that runs until the test is over.</summary>
    private sealed class Transcoded : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly StreamCursor _cursor;

        public Transcoded(RealClip clip, TimeProvider? time = null)
        {
            Places = new Transcodes(new StreamsOptions { Transcodes = 1 }, time ?? TimeProvider.System, NullLogger<Transcodes>.Instance);
            Transcode = Places.TryStart(clip.Feed)!;
            _cursor = Transcode.Hub.OpenCursor();
            Ended = RunAsync();
        }

        public Transcodes Places { get; }

        public Transcode Transcode { get; }

        public Task Ended { get; }

        public async Task<List<UnitHeader>> TakeAsync(int count)
        {
            using var limit = new CancellationTokenSource(Limit);
            var made = new List<UnitHeader>();
            while (made.Count < count)
            {
                var reading = await _cursor.ReadAsync(limit.Token);
                Assert.Equal(ReadingKind.Unit, reading.Kind);
                made.Add(reading.Unit!.Header);
                reading.Unit.Release();
            }

            return made;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Ended;
            _cursor.Dispose();
            _stop.Dispose();
        }

        private async Task RunAsync()
        {
            try
            {
                await Transcode.RunAsync(_stop.Token);
            }
            finally
            {
                Transcode.Dispose();
            }
        }
    }
}
