using System.Net;
using Vedette.Platform.Access;

namespace Vedette.Platform.Tests.Access;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");

    private readonly SignInThrottle _throttle = new();

    private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(60);

    [Fact]
    public void The_first_failures_cost_nothing_and_then_each_doubles_the_wait()
    {
        for (var number = 0; number < SignInThrottle.FreeTriesPerName; number++)
        {
            Assert.Null(_throttle.Attempt("admin", Here, _now));
        }

        foreach (var seconds in (int[])[1, 2, 4, 8])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), _throttle.Attempt("admin", Here, _now));
            _now += TimeSpan.FromSeconds(seconds);
            Assert.Null(_throttle.Attempt("admin", Here, _now));
        }
    }

    [Fact]
    public void The_wait_never_exceeds_a_quarter_of_an_hour()
    {
        var longest = TimeSpan.Zero;
        for (var number = 0; number < 60; number++)
        {
            if (_throttle.Attempt("admin", Here, _now) is { } wait)
            {
                longest = wait > longest ? wait : longest;
                _now += wait;
            }
        }

        Assert.Equal(TimeSpan.FromMinutes(15), longest);
    }

    [Fact]
    public void Success_forgives()
    {
        for (var number = 0; number < 100; number++)
        {
            Assert.Null(_throttle.Attempt("admin", Here, _now));
            _throttle.Succeeded("admin", Here, _now);
        }
    }

    [Fact]
    public void A_stranger_cannot_lock_somebody_out_from_elsewhere()
    {
        while (_throttle.Attempt("admin", Here, _now) is null)
        {
        }

        Assert.Null(_throttle.Attempt("admin", IPAddress.Parse("192.0.2.2"), _now));
    }

    [Fact]
    public void Trying_many_names_from_one_address_is_slowed_too()
    {
        for (var number = 0; number < SignInThrottle.FreeTriesPerAddress; number++)
        {
            Assert.Null(_throttle.Attempt($"user{number}", Here, _now));
        }

        Assert.NotNull(_throttle.Attempt("another", Here, _now));
    }

    [Fact]
    public void One_ipv6_network_is_one_address_and_a_mapped_address_is_the_address()
    {
        for (var number = 0; number < SignInThrottle.FreeTriesPerName; number++)
        {
            Assert.Null(_throttle.Attempt("admin", IPAddress.Parse($"2001:db8::{number + 1}"), _now));
            Assert.Null(_throttle.Attempt("owner", Here, _now));
        }

        Assert.NotNull(_throttle.Attempt("admin", IPAddress.Parse("2001:db8::ffff"), _now));
        Assert.Null(_throttle.Attempt("admin", IPAddress.Parse("2001:db8:0:1::1"), _now));
        Assert.NotNull(_throttle.Attempt("owner", IPAddress.Parse("::ffff:192.0.2.1"), _now));
    }

    [Fact]
    public void An_hour_later_all_is_forgotten()
    {
        while (_throttle.Attempt("admin", Here, _now) is null)
        {
        }

        _now += TimeSpan.FromHours(1);
        Assert.Null(_throttle.Attempt("admin", Here, _now));
        Assert.Null(_throttle.Attempt("admin", Here, _now));
    }

    [Fact]
    public void It_remembers_a_bounded_number_of_addresses()
    {
        for (var number = 0; number < 3 * SignInThrottle.MaxEntries; number++)
        {
            _now += TimeSpan.FromMilliseconds(1);
            _ = _throttle.Attempt("admin", new IPAddress(number + 16_777_216L), _now);
        }

        Assert.InRange(_throttle.Count, 1, SignInThrottle.MaxEntries);
    }
}
