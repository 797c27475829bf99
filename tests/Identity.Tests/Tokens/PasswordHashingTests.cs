using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Identity.Tokens;

namespace Vedette.Identity.Tests.Tokens;

public sealed class PasswordHashingTests
{
    [Fact]
    [Trait("Req", "R-109")]
    public async Task A_burst_of_sign_ins_hashes_a_few_at_a_time_and_on_no_thread_of_the_pool()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var passwords = new PasswordHashing(new IdentityOptions { PasswordIterations = 100_000 }, meters);
        var hash = passwords.Hash("right-password");
        var (gate, running, most, pooled) = (new Lock(), 0, 0, 0);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == PasswordHashing.RunningName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, change, _, _) =>
        {
            lock (gate)
            {
                running += change;
                most = Math.Max(most, running);
                pooled += Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
            }
        });
        listener.Start();

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 12).Select(at =>
            passwords.VerifyAsync(hash, at % 2 == 0 ? "right-password" : "wrong-password", TestContext.Current.CancellationToken)));

        Assert.Equal(6, verdicts.Count(verdict => verdict == PasswordVerificationResult.Success));
        Assert.Equal((0, 0), (running, pooled));
        Assert.InRange(most, 1, PasswordHashing.MostAtOnce);
    }
}
