using Vedette.Foundation;
using Vedette.Streams.Publishing;
using Vedette.Streams.Viewing;
using Xunit;

namespace Vedette.Streams.Tests.Viewing;

public sealed class StandingNewsTests
{
    [Fact]
    public async Task However_often_a_camera_changes_a_slow_subscriber_looks_at_it_once()
    {
        var changes = new FeedChanges();
        using var news = new StandingNews(changes);
        var (yard, door) = (CameraId.New(), CameraId.New());
        for (var change = 0; change < 1000; change++)
        {
            changes.Tell(yard);
        }

        changes.Tell(door);

        Assert.Equal(new HashSet<CameraId> { yard, door }, [.. await news.TakeAsync(CancellationToken.None)]);
    }

    [Fact]
    public async Task A_subscriber_who_left_is_not_told_any_more()
    {
        var changes = new FeedChanges();
        var news = new StandingNews(changes);
        news.Dispose();

        changes.Tell(CameraId.New());

        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await news.TakeAsync(patience.Token));
    }
}
