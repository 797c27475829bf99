using Vedette.Media.Hub;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Hub;

public sealed class StreamHubTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly StreamFormat Format = new(
        new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = Codec.H264,
            ClockRate = 90_000,
            Configuration = new byte[] { 1, 2, 3 },
            CodecString = "avc1.640028",
            Width = 16,
            Height = 16,
        },
        new TrackFormat
        {
            Kind = TrackKind.Audio,
            Codec = Codec.PcmA,
            ClockRate = 8000,
            Configuration = ReadOnlyMemory<byte>.Empty,
            CodecString = "alaw",
            Channels = 1,
            SampleRate = 8000,
        });

    private readonly Run _run = new(Guid.CreateVersion7(), Start);
    private readonly int _outstanding = AccessUnit.Outstanding;
    private StreamHub _hub = new(new HubLimits(TimeSpan.FromSeconds(1), 1024, 1 << 20));
    private int _published;

    public void Dispose()
    {
        _hub.End();
        _hub.Clear();
        Assert.Equal(0, _hub.BytesHeld);
        Assert.Equal(_outstanding, AccessUnit.Outstanding);
    }

    [Fact]
    public void A_cursor_starts_on_the_newest_key_picture()
    {
        PublishGroup(10);
        PublishGroup(10);
        Publish(key: false);

        var cursor = _hub.OpenCursor();

        Assert.Equal(10, Take(cursor));
        Assert.Equal(11, Take(cursor));
    }

    [Fact]
    public void A_cursor_on_an_empty_hub_gets_what_comes_next()
    {
        var cursor = _hub.OpenCursor();
        Assert.Equal(ReadingKind.None, cursor.Read().Kind);

        Publish(key: true);

        Assert.Equal(0, Take(cursor));
        Assert.Equal(ReadingKind.None, cursor.Read().Kind);
    }

    [Fact]
    public void Sound_does_not_count_as_a_key_picture()
    {
        PublishGroup(3);
        Publish(key: true, track: StreamFormat.AudioTrack);

        Assert.Equal(0, Take(_hub.OpenCursor()));
    }

    [Fact]
    public void A_hub_is_watched_while_a_reader_is_there_who_is_not_patient()
    {
        using var recorder = _hub.OpenCursor(isPatient: true);
        Assert.False(_hub.IsWatched);
        var first = _hub.OpenCursor();
        var second = _hub.OpenCursor();
        first.Dispose();
        first.Dispose();
        Assert.True(_hub.IsWatched);
        second.Dispose();
        Assert.False(_hub.IsWatched);
    }

    [Fact]
    public void A_slow_reader_is_told_what_it_missed_and_resumes_on_a_key_picture()
    {
        PublishGroup(25);
        var cursor = _hub.OpenCursor();
        Assert.Equal(0, Take(cursor));
        for (var group = 0; group < 5; group++)
        {
            PublishGroup(25);
        }

        var reading = cursor.Read();

        Assert.Equal(ReadingKind.Missed, reading.Kind);
        Assert.Equal(124, reading.Missed);
        Assert.Equal(125, Take(cursor));
    }

    [Fact]
    public void A_reader_resumes_on_a_key_picture_even_when_none_is_held()
    {
        _hub = new StreamHub(new HubLimits(TimeSpan.FromSeconds(1), 1024, MaxBytes: 1000));
        PublishGroup(1);
        var cursor = _hub.OpenCursor();
        for (var unit = 0; unit < 50; unit++)
        {
            Publish(key: false);
        }

        Assert.Equal(ReadingKind.Missed, cursor.Read().Kind);
        Publish(key: false);
        Publish(key: true, track: StreamFormat.AudioTrack);
        Assert.Equal(ReadingKind.None, cursor.Read().Kind);
        Publish(key: true);
        Publish(key: false);

        Assert.Equal(53, Take(cursor));
        Assert.Equal(54, Take(cursor));
    }

    [Fact]
    public void A_held_unit_survives_its_eviction()
    {
        PublishGroup(1);
        var unit = _hub.OpenCursor().Read().Unit!;
        for (var group = 0; group < 5; group++)
        {
            PublishGroup(25);
        }

        Assert.Equal(0, unit.Bytes.Span[0]);
        unit.Release();
        Assert.Throws<ObjectDisposedException>(() => unit.Bytes);
        Assert.Throws<ObjectDisposedException>(unit.Release);
    }

    [Fact]
    public void The_current_group_is_kept_however_long_it_is()
    {
        PublishGroup(500);

        Assert.Equal(0, Take(_hub.OpenCursor()));
    }

    [Fact]
    public void No_more_bytes_are_held_than_allowed()
    {
        _hub = new StreamHub(new HubLimits(TimeSpan.FromHours(1), 1024, MaxBytes: 1000));
        PublishGroup(100);

        Assert.InRange(_hub.BytesHeld, 1, 1000);
    }

    [Fact]
    public void No_more_units_are_held_than_allowed()
    {
        _hub = new StreamHub(new HubLimits(TimeSpan.FromHours(1), MaxUnits: 64, 1 << 20));
        var before = AccessUnit.Outstanding;
        PublishGroup(1000);

        Assert.Equal(64, AccessUnit.Outstanding - before);
    }

    [Fact]
    public void A_break_is_told_and_old_pictures_do_not_outlive_it()
    {
        PublishGroup(5);
        var cursor = _hub.OpenCursor();
        for (var unit = 0; unit < 5; unit++)
        {
            Take(cursor);
        }

        var lost = new FeedBreak(FeedBreakCause.Stalled, "nothing came", Start.AddSeconds(30));
        _hub.Publish(lost);

        Assert.Equal(lost, cursor.Read().Break);
        Assert.Equal(0, _hub.BytesHeld);
        Assert.Equal(ReadingKind.None, _hub.OpenCursor().Read().Kind);
        PublishGroup(2);
        Assert.Equal(5, Take(cursor));
    }

    [Fact]
    public void After_the_end_what_is_held_is_read_and_nothing_is_taken_any_more()
    {
        PublishGroup(2);
        var cursor = _hub.OpenCursor();
        _hub.End();
        _hub.End();

        Assert.Equal(0, Take(cursor));
        Assert.Equal(1, Take(cursor));
        Assert.Equal(ReadingKind.End, cursor.Read().Kind);
        Assert.Equal(ReadingKind.End, cursor.Read().Kind);
        var unit = Unit(key: true, StreamFormat.VideoTrack);
        Assert.Throws<InvalidOperationException>(() => _hub.Publish(unit));
        unit.Release();
    }

    [Fact]
    public async Task A_waiting_reader_is_woken_by_a_unit_a_break_and_the_end()
    {
        var cursor = _hub.OpenCursor();
        foreach (var (happens, kind) in new (Action, ReadingKind)[]
        {
            (() => Publish(key: true), ReadingKind.Unit),
            (() => _hub.Publish(new FeedBreak(FeedBreakCause.Closed, "", Start)), ReadingKind.Break),
            (_hub.End, ReadingKind.End),
        })
        {
            var waiting = cursor.ReadAsync(TestContext.Current.CancellationToken);
            Assert.False(waiting.IsCompleted);
            happens();
            var reading = await waiting;
            Assert.Equal(kind, reading.Kind);
            reading.Unit?.Release();
        }
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_cursor_usable()
    {
        var cursor = _hub.OpenCursor();
        using (var giveUp = new CancellationTokenSource())
        {
            var waiting = cursor.WaitAsync(giveUp.Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cursor.WaitAsync(giveUp.Token));
        }

        Publish(key: true);
        await cursor.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, Take(cursor));
    }

    [Fact]
    public async Task Cancelling_and_waking_at_once_completes_each_wait_exactly_once()
    {
        var cursor = _hub.OpenCursor();
        for (var round = 0; round < 2000; round++)
        {
            using var giveUp = new CancellationTokenSource();
            var waiting = cursor.WaitAsync(giveUp.Token);
            var cancelling = Task.Run(giveUp.Cancel, TestContext.Current.CancellationToken);
            Publish(key: true);
            try
            {
                await waiting;
            }
            catch (OperationCanceledException)
            {
            }

            await cancelling;
            while (cursor.Read() is { Kind: not ReadingKind.None } reading)
            {
                reading.Unit?.Release();
            }
        }
    }

    [Fact]
    public async Task Many_readers_of_any_speed_see_units_in_order_and_leave_no_lease()
    {
        _hub = new StreamHub(new HubLimits(TimeSpan.FromSeconds(1), 256, 64 << 10));
        var readers = Enumerable.Range(0, 8).Select(pace => Task.Run(() => ReadAllAsync(pace))).ToList();
        for (var group = 0; group < 400; group++)
        {
            PublishGroup(25);
            await Task.Yield();
        }

        _hub.End();
        var totals = await Task.WhenAll(readers);
        Assert.All(totals, total => Assert.True(total > 0));

        async Task<long> ReadAllAsync(int pace)
        {
            var cursor = _hub.OpenCursor();
            var (previous, total, mustBeKey) = (-1, 0L, false);
            while (await cursor.ReadAsync(TestContext.Current.CancellationToken) is { Kind: not ReadingKind.End } reading)
            {
                if (reading.Unit is not { } unit)
                {
                    mustBeKey = true;
                    continue;
                }

                var number = Number(unit);
                Assert.True(number > previous, "units came out of order");
                Assert.True(!mustBeKey || unit.IsKey, "resumed on a unit that is no key");
                (previous, mustBeKey) = (number, false);
                total++;
                if (pace > 4 && number % 100 == 0)
                {
                    await Task.Delay(pace, TestContext.Current.CancellationToken);
                }

                unit.Release();
            }

            return total;
        }
    }

    [Fact]
    public void Publishing_and_reading_allocate_nothing_once_running()
    {
        var cursor = _hub.OpenCursor();
        Round();
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 20; round++)
        {
            Round();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Round()
        {
            PublishGroup(50);
            while (cursor.Read() is { Kind: ReadingKind.Unit } reading)
            {
                reading.Unit!.Release();
            }
        }
    }

    private static int Number(AccessUnit unit) => (int)(unit.Header.DecodeTicks / 3600);

    private static int Take(StreamCursor cursor)
    {
        var reading = cursor.Read();
        Assert.Equal(ReadingKind.Unit, reading.Kind);
        var number = Number(reading.Unit!);
        reading.Unit!.Release();
        return number;
    }

    private void PublishGroup(int units)
    {
        for (var unit = 0; unit < units; unit++)
        {
            Publish(key: unit == 0);
        }
    }

    private void Publish(bool key, int track = StreamFormat.VideoTrack) => _hub.Publish(Unit(key, track));

    private AccessUnit Unit(bool key, int track)
    {
        Span<byte> bytes = stackalloc byte[100];
        bytes.Fill((byte)_published);
        var header = new UnitHeader
        {
            Track = track,
            IsKey = key,
            DecodeTicks = _published * 3600L,
            WallTime = Start.AddMilliseconds(40 * _published),
            Format = Format,
            Run = _run,
        };
        _published++;
        return AccessUnit.Copy(header, bytes);
    }
}
