using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Vedette.Identity.Domain;
using Vedette.Identity.Tokens;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

/// <summary>What is told of sign-ins that failed, and to whom.</summary>
public sealed class RefusedSignInTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();

    private Desk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await Desk.StartAsync(time: _time);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    [Trait("Req", "R-12")]
    public async Task A_failed_sign_in_is_audited_with_its_address_and_without_what_was_typed()
    {
        using var wrong = await _desk.TrySignInAsync(password: "wrong-password");
        using var unknown = await _desk.TrySignInAsync("my-secret-password-in-the-wrong-field", "wrong-password");

        var refusals = await RefusalsAsync();
        Assert.Equal(["Wrong password.", "Unknown user."], refusals.Select(one => one.GetProperty("detail").GetString()));
        Assert.All(refusals, one =>
        {
            Assert.True(one.GetProperty("failed").GetBoolean());
            Assert.Equal("127.0.0.1", one.GetProperty("address").GetString());
        });
        Assert.All(await _desk.SaidAsync(), one =>
        {
            Assert.DoesNotContain("wrong-password", one.Content, StringComparison.Ordinal);
            Assert.DoesNotContain("my-secret", one.Content, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_flood_is_told_by_number_not_one_by_one()
    {
        for (var round = 0; round < 50; round++)
        {
            using var refused = await _desk.TrySignInAsync("nobody", "wrong-password");
        }

        var written = await RefusalsAsync();
        Assert.Equal(5, written.Count);

        _time.Advance(TimeSpan.FromMinutes(15));
        using var next = await _desk.TrySignInAsync("nobody", "wrong-password");
        Assert.Contains("before this: 45.", (await RefusalsAsync())[^1].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_only_counted_is_told_in_the_end()
    {
        var refusals = _desk.Get<Refusals>();
        refusals.Count();

        await refusals.FlushAsync(_time.GetUtcNow(), TestContext.Current.CancellationToken);

        Assert.Contains("before this: 1.", Assert.Single(await RefusalsAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    // Measuring time would prove little on a busy machine; that the work is done proves it.
    [Fact]
    [Trait("Req", "R-4")]
    public async Task A_user_who_does_not_exist_costs_the_same_hash_as_a_wrong_password()
    {
        _ = await _desk.PutUserAsync("program", "service");
        foreach (var (username, password) in new[]
        {
            ("admin", "wrong-password"), ("nobody", "wrong-password"), ("program", "wrong-password"), ("admin", new string('x', PasswordPolicy.MaxLength + 1)),
        })
        {
            Assert.Equal(1, await HashesAsync(() => _desk.TrySignInAsync(username, password)));
        }
    }

    private async Task<long> HashesAsync(Func<Task<HttpResponseMessage>> work)
    {
        var hashes = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == PasswordHashing.ChecksName && ReferenceEquals(instrument.Meter.Scope, _desk.Get<IMeterFactory>()))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref hashes, count));
        listener.Start();
        using var reply = await work();
        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        return hashes;
    }

    private async Task<List<JsonElement>> RefusalsAsync() =>
        [.. (await _desk.SaidAsync()).Select(one => JsonDocument.Parse(one.Content).RootElement)
            .Where(one => one.TryGetProperty("action", out var action) && action.GetString() == "identity.sign-in-refused")];
}
