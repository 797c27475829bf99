using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Streams.Viewing;
using Vedette.Streams.Viewing.Hls;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>Where segments and parts begin and end, without HTTP.</summary>
public sealed class HlsWindowTests
{
    private static readonly HlsShape Shape = new(2, TimeSpan.FromSeconds(0.4));

    [Fact]
    public void A_group_of_pictures_makes_a_segment_and_ten_pictures_a_part()
    {
        using var window = new Filled(Shape);
        window.Show(groups: 2, pictures: 50);

        var playlist = window.Window.Describe()!;

        Assert.Equal([100, 101], playlist.Segments.Select(segment => segment.Number));
        Assert.True(playlist.Segments[0].IsWhole);
        Assert.Equal(TimeSpan.FromSeconds(2), playlist.Segments[0].Duration);
        Assert.Equal([400, 400, 400, 400, 400], playlist.Segments[0].Parts.Select(part => (int)part.Duration.TotalMilliseconds));
        Assert.Equal([true, false, false, false, false], playlist.Segments[0].Parts.Select(part => part.IsIndependent));
        Assert.False(playlist.Segments[1].IsWhole);
        Assert.Equal(4, playlist.Segments[1].Parts.Count);
    }

    [Theory]
    [InlineData(25, 2)]     // two short groups together
    [InlineData(35, 1.4)]   // two of them would be too long
    public void Short_groups_of_pictures_share_a_segment_as_long_as_they_fit(int pictures, double seconds)
    {
        using var window = new Filled(Shape);
        window.Show(groups: 5, pictures);

        var segments = window.Window.Describe()!.Segments.Where(segment => segment.IsWhole).ToList();

        Assert.NotEmpty(segments);
        Assert.All(segments, segment => Assert.Equal(seconds, segment.Duration.TotalSeconds, 3));
        Assert.All(segments, segment => Assert.True(segment.Parts[0].IsIndependent));
    }

    [Fact]
    public void A_group_that_does_not_end_is_cut_all_the_same()
    {
        using var window = new Filled(Shape);
        window.Show(groups: 1, pictures: 500);

        var segments = window.Window.Describe()!.Segments;

        Assert.All(segments, segment => Assert.InRange(segment.Duration.TotalSeconds, 0, 2.49));
    }

    [Fact]
    public void Other_parameters_start_anew_and_what_is_held_is_bounded()
    {
        var before = AccessUnit.Outstanding;
        using (var window = new Filled(Shape))
        {
            window.Show(groups: 3, pictures: 50);
            window.Resize();
            window.Show(groups: 3, pictures: 50);

            var playlist = window.Window.Describe()!;
            var anew = Assert.Single(playlist.Segments, segment => segment.StartsAnew);
            Assert.Equal(101, anew.Init);
            Assert.NotNull(window.Window.InitSection(101));
            var text = playlist.Write("?access_token=x");
            Assert.Contains("#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI=\"init/101.mp4?access_token=x\"\n", text, StringComparison.Ordinal);

            window.Show(groups: 12, pictures: 50);

            playlist = window.Window.Describe()!;
            Assert.Equal(1, playlist.DiscontinuitySequence);
            Assert.Null(window.Window.InitSection(100));
            Assert.InRange(playlist.Segments.Sum(segment => segment.Duration.TotalSeconds), 8, 12);
        }

        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public void What_a_player_may_wait_for_is_told_apart_from_what_is_there()
    {
        using var window = new Filled(Shape);
        window.Show(groups: 1, pictures: 50);
        window.Show(groups: 1, pictures: 15);

        Assert.True(window.Window.Reaches(100, null));
        Assert.True(window.Window.Reaches(100, 4));
        Assert.True(window.Window.Reaches(100, 5));     // beyond its parts: the first of the next, which is there
        Assert.True(window.Window.Reaches(101, 0));
        Assert.False(window.Window.Reaches(101, 1));
        Assert.False(window.Window.Reaches(101, null));
        Assert.False(window.Window.Reaches(102, 0));
        Assert.True(window.Window.IsNear(103));
        Assert.False(window.Window.IsNear(104));
        Assert.Null(window.Window.Take(101, 1));
        Assert.Null(window.Window.Take(7, null));
        var taken = window.Window.Take(100, 1)!;
        Assert.Equal(10, taken.Count);
        taken.ForEach(fragment => fragment.Release());
        Assert.Contains("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part/101.1.m4s\"\n", window.Window.Describe()!.Write(""), StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_ends_with_the_next_part_and_with_the_view()
    {
        using var window = new Filled(Shape);
        window.Show(groups: 1, pictures: 5);
        var changed = window.Window.Changed();
        Assert.False(changed.IsCompleted);

        window.Show(groups: 1, pictures: 12);
        Assert.True(changed.IsCompleted);

        changed = window.Window.Changed();
        window.Window.Close(Farewell.SwitchedOff);
        Assert.True(changed.IsCompleted);
        Assert.EndsWith("#EXT-X-ENDLIST\n", window.Window.Describe()!.Write(""), StringComparison.Ordinal);
    }

    /// <summary>A window shown what a live view would show it.</summary>
    private sealed class Filled : IDisposable
    {
        private readonly ScriptedCamera _camera = new();
        private FragmentBuilder? _builder;

        public Filled(HlsShape shape) => Window = new HlsWindow(shape, firstNumber: 100);

        public HlsWindow Window { get; }

        public void Show(int groups, int pictures)
        {
            using var cursor = _camera.Feed.Hub.OpenCursor();
            while (cursor.Read().Unit is { } old)
            {
                old.Release();
            }

            for (var picture = 0; picture < groups * pictures; picture++)
            {
                _camera.SendPicture(isKey: picture % pictures == 0);
                var unit = cursor.Read().Unit!;
                Begin(unit);
                _builder!.Add(unit);
                unit.Release();
                var fragment = _builder.Finish()!;
                Window.Offer(new LiveMessage(Fragment: fragment));
                fragment.Release();
            }
        }

        public void Resize()
        {
            _camera.Resize(640);
            _builder?.Dispose();
            _builder = null;
        }

        public void Dispose()
        {
            _builder?.Dispose();
            Window.Dispose();
            _camera.Feed.Hub.Clear();
        }

        private void Begin(AccessUnit first)
        {
            if (_builder is null)
            {
                _builder = new FragmentBuilder(first.Header.Format);
                _builder.Begin(first.Header.DecodeTicks);
                Window.Offer(new LiveMessage(Start: new LiveStart(first.Header.Format, [1, 2, 3])));
            }
        }
    }
}
