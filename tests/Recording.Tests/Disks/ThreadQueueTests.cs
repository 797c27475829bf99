using Vedette.Recording.Disks;
using Xunit;

namespace Vedette.Recording.Tests.Disks;

public sealed class ThreadQueueTests
{
    private readonly ThreadQueue<int> _queue = new();

    [Fact]
    public async Task A_sleeping_thread_gets_all_work_in_order_and_then_hears_that_it_is_over()
    {
        var done = new List<int>();
        var worker = Task.Factory.StartNew(
            () =>
            {
                while (!_queue.IsCompleted)
                {
                    if (_queue.TryTake(out var item, Timeout.Infinite))
                    {
                        done.Add(item);
                    }
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        for (var item = 0; item < 10_000; item++)
        {
            _queue.Add(item);
        }

        _queue.Complete();
        await worker.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, 10_000), done);
        Assert.Throws<InvalidOperationException>(() => _queue.Add(1));
    }

    [Fact]
    public void Without_work_the_wait_ends_with_its_time()
    {
        Assert.False(_queue.TryTake(out _, 0));
        Assert.False(_queue.TryTake(out _, 1));
        Assert.False(_queue.IsCompleted);
    }
}
