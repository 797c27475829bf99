using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Streams.Viewing;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

public sealed class ViewerTests
{
    private static readonly TimeSpan Picture = TimeSpan.FromMilliseconds(40);

    [Fact]
    public async Task A_slow_viewer_is_moved_to_the_next_key_picture_and_told_while_a_fast_one_gets_everything()
    {
        var before = AccessUnit.Outstanding;
        var time = new ManualTime();
        using var group = new Fragments();
        using var slow = new Viewer(time);
        using var fast = new Viewer(time);
        var got = 0;
        foreach (var fragment in group.Make(groups: 5, pictures: 50))
        {
            time.Advance(Picture);
            slow.Offer(new LiveMessage(Fragment: fragment));
            fast.Offer(new LiveMessage(Fragment: fragment));
            fragment.Release();
            var taken = await fast.TakeAllAsync();
            Assert.All(taken, message => Assert.NotNull(message.Fragment));
            got += taken.Count;
            taken.Release();
        }

        var messages = await slow.TakeAllAsync();

        Assert.Equal(250, got);
        Assert.Equal("skipped", messages[0].TypeOf());
        Assert.InRange(messages[0].Json().GetProperty("seconds").GetDouble(), 4, 10);
        Assert.True(messages[1].Fragment!.StartsWithKey);
        messages.Release();
        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public async Task The_cached_pictures_a_viewer_starts_with_are_no_delay_however_long_they_are()
    {
        using var group = new Fragments();
        using var viewer = new Viewer(new ManualTime());
        foreach (var fragment in group.Make(groups: 1, pictures: 500))
        {
            viewer.Offer(new LiveMessage(Fragment: fragment));
            fragment.Release();
        }

        var messages = await viewer.TakeAllAsync();

        Assert.Equal(500, messages.Count(message => message.Fragment is not null));
        Assert.Equal(500, messages.Count);
        messages.Release();
    }

    [Fact]
    public async Task What_the_connection_does_not_take_at_once_is_waited_for_and_nothing_overtakes_it()
    {
        var before = AccessUnit.Outstanding;
        using var group = new Fragments();
        using var viewer = new Viewer(TimeProvider.System);
        var stuck = new TaskCompletionSource();
        var sends = 0;
        viewer.SendBy(_ => ++sends == 1 ? new ValueTask(stuck.Task) : ValueTask.CompletedTask);
        var fragments = group.Make(groups: 1, pictures: 4).ToList();

        Offer(fragments[0]);
        Offer(fragments[1]);
        var next = viewer.TakeAsync(CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        stuck.SetResult();
        var taken = await next.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Same(fragments[1], taken!.Value.Fragment);
        Offer(fragments[2]); // the one before is being sent by who took it
        var last = await viewer.NextAsync();
        Assert.Same(fragments[2], last.Fragment);
        next = viewer.TakeAsync(CancellationToken.None).AsTask();
        Offer(fragments[3]);
        Assert.False(next.IsCompleted);
        Assert.Equal(2, sends);
        viewer.Close(Farewell.Stopping);
        Assert.Null(await next.WaitAsync(TimeSpan.FromSeconds(30)));
        taken.Value.Fragment!.Release();
        last.Fragment!.Release();
        fragments.ForEach(fragment => fragment.Release());
        Assert.Equal(before, AccessUnit.Outstanding);

        void Offer(Fragment fragment)
        {
            var frame = new LiveFrame(fragment);
            viewer.Offer(new LiveMessage(Fragment: fragment, Frame: frame));
            frame.Release();
        }
    }

    [Fact]
    public async Task A_viewer_who_left_is_found_out_by_who_waits()
    {
        using var viewer = new Viewer(TimeProvider.System);
        viewer.SendBy(_ => ValueTask.FromException(new IOException("gone")));
        var next = viewer.TakeAsync(CancellationToken.None).AsTask();

        viewer.Offer(LiveMessage.Skipped(TimeSpan.Zero));

        _ = await Assert.ThrowsAsync<IOException>(() => next.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task What_waits_is_bounded_in_bytes_too()
    {
        using var group = new Fragments(pictureBytes: 1 << 20);
        using var viewer = new Viewer(new ManualTime());
        foreach (var fragment in group.Make(groups: 4, pictures: 20))
        {
            viewer.Offer(new LiveMessage(Fragment: fragment));
            fragment.Release();
        }

        var messages = await viewer.TakeAllAsync();

        Assert.InRange(messages.Sum(message => message.Length), 1, Viewer.MostBytes + (2 << 20));
        Assert.Contains(messages, message => message.Says("skipped"));
        messages.Release();
    }

    [Fact]
    public async Task A_viewer_starts_on_a_key_picture()
    {
        using var group = new Fragments();
        using var viewer = new Viewer(new ManualTime());
        foreach (var fragment in group.Make(groups: 2, pictures: 10).Skip(5))
        {
            viewer.Offer(new LiveMessage(Fragment: fragment));
        }

        var messages = await viewer.TakeAllAsync();

        Assert.Equal(10, messages.Count);
        Assert.True(messages[0].Fragment!.StartsWithKey);
        messages.Release();
    }

    [Fact]
    public void A_viewer_who_leaves_gives_back_what_waited()
    {
        var before = AccessUnit.Outstanding;
        using var group = new Fragments();
        var viewer = new Viewer(new ManualTime());
        foreach (var fragment in group.Make(groups: 1, pictures: 10))
        {
            viewer.Offer(new LiveMessage(Fragment: fragment));
            fragment.Release();
        }

        viewer.Dispose();

        Assert.Equal(before, AccessUnit.Outstanding);
    }

    /// <summary>Fragments of one picture each, as a live view makes them.</summary>
    private sealed class Fragments(int pictureBytes = 1000) : IDisposable
    {
        private readonly ScriptedCamera _camera = new(pictureBytes: pictureBytes);
        private FragmentBuilder? _builder;

        public IEnumerable<Fragment> Make(int groups, int pictures)
        {
            _builder = new FragmentBuilder(_camera.Format);
            var cursor = _camera.Feed.Hub.OpenCursor();
            for (var picture = 0; picture < groups * pictures; picture++)
            {
                _camera.SendPicture(isKey: picture % pictures == 0);
                var unit = cursor.Read().Unit!;
                _builder.Add(unit);
                unit.Release();
                yield return _builder.Finish()!;
            }

            _camera.Feed.Hub.Clear();
        }

        public void Dispose() => _builder?.Dispose();
    }
}
