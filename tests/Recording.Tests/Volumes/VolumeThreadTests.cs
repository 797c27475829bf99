using Vedette.Recording.Volumes;
using Xunit;

namespace Vedette.Recording.Tests.Volumes;

public sealed class VolumeThreadTests
{
    [Fact]
    public async Task Questions_are_answered_one_after_the_other_on_the_volumes_own_thread()
    {
        using var thread = new VolumeThread("vedette-volume-test");
        var asked = Enumerable.Range(0, 100).Select(number => thread.RunAsync(() => (number, Environment.CurrentManagedThreadId))).ToList();
        var answers = await Task.WhenAll(asked);

        Assert.Equal(Enumerable.Range(0, 100), answers.Select(answer => answer.number));
        Assert.Single(answers.Select(answer => answer.CurrentManagedThreadId).Distinct());
        Assert.False(thread.IsBusy);

        // Asleep by now, and woken by the next question.
        Assert.Equal(7, await thread.RunAsync(() => 7));
    }

    [Fact]
    public async Task What_a_question_throws_is_its_answer_and_the_next_one_is_answered()
    {
        using var thread = new VolumeThread("vedette-volume-test");

        _ = await Assert.ThrowsAsync<IOException>(() => thread.RunAsync<int>(() => throw new IOException("gone")));
        Assert.Equal(1, await thread.RunAsync(() => 1));
    }

    [Fact]
    public async Task What_was_asked_before_the_end_is_answered_and_nothing_is_asked_after_it()
    {
        var thread = new VolumeThread("vedette-volume-test");
        using var held = new ManualResetEventSlim();
        var first = thread.RunAsync(() => held.Wait(TimeSpan.FromMinutes(1)));
        var second = thread.RunAsync(() => 2);
        Assert.True(thread.IsBusy);

        thread.Dispose();
        held.Set();

        Assert.True(await first);
        Assert.Equal(2, await second);
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => thread.RunAsync(() => 3));
    }
}
