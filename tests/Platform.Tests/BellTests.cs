using Vedette.Foundation;

namespace Vedette.Platform.Tests;

public sealed class BellTests
{
    private readonly Bell _bell = new();

    [Fact]
    public async Task Everybody_who_waits_is_woken_once_and_what_is_rung_between_taking_and_waiting_is_not_missed()
    {
        var (one, other) = (_bell.Next, _bell.Next);
        Assert.False(one.IsCompleted);

        _bell.Ring();

        await Task.WhenAll(one, other).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.False(_bell.Next.IsCompleted);
    }
}
