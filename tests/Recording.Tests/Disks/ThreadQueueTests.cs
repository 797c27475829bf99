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
                    _queue.WaitForWork();
                    while (_queue.TryTake(out var item))
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
    public async Task A_thread_that_waits_for_its_time_is_not_woken_by_work_and_is_by_the_end()
    {
        var waiting = Task.Factory.StartNew(
            () => _queue.WaitUntilOver(TimeSpan.FromMinutes(5)),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        _queue.Add(1);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        _queue.Complete();
        await waiting.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.True(_queue.TryTake(out var left));
        Assert.Equal(1, left);
        Assert.True(_queue.IsCompleted);
    }

    [Fact]
    public void Without_work_the_wait_ends_with_its_time()
    {
        _queue.WaitUntilOver(TimeSpan.FromMilliseconds(1));
        _queue.WaitUntilOver(TimeSpan.Zero);

        Assert.False(_queue.TryTake(out _));
        Assert.False(_queue.IsCompleted);
    }
}
