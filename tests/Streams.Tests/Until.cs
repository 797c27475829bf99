using Xunit;

namespace Vedette.Streams.Tests;

/// <summary>Bounded waiting for something that happens by itself.</summary>
internal static class Until
{
    public static Task TrueAsync(Func<bool> holds, string what, int seconds = 30) => TrueAsync(() => Task.FromResult(holds()), what, seconds);

    public static async Task TrueAsync(Func<Task<bool>> holds, string what, int seconds = 30)
    {
        for (var i = 0; i < seconds * 20; i++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"Waited {seconds} s in vain until {what}.");
    }
}
