using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

public sealed class AccessLeaseTests : IDisposable
{
    private static readonly Place Yard = new(PropertyId.New(), RoomId.New());

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly TestTokens _tokens;
    private readonly AccessNews _news;
    private readonly AccessLeases _leases;
    private readonly Caller _guard = TestTokens.Guardian(new Grant(GrantScope.Room, Yard.RoomId.Value, Rights.Live));
    private Place? _place = Yard;

    public AccessLeaseTests()
    {
        _tokens = new TestTokens(_time);
        _news = new AccessNews(Path.Combine(_folder.Path, "news.json"), _time, NullLogger<AccessNews>.Instance);
        _leases = new AccessLeases(new TokenVerifier([_tokens], new ApiKeyTokens([], _time), _news, _time), _news, _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _news.Dispose();
        _tokens.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_ends_with_its_token_unless_a_newer_one_comes()
    {
        using var lease = Open(_guard);
        Assert.True(await lease.RenewAsync(_tokens.Issue(_guard, TimeSpan.FromHours(1)), Ct));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(lease.Why);

        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(AccessEnd.Expired, lease.Why);
        Assert.True(lease.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Somebody_elses_token_and_a_forged_one_prolong_nothing()
    {
        using var lease = Open(_guard);

        Assert.False(await lease.RenewAsync(_tokens.Issue(TestTokens.Administrator), Ct));
        Assert.False(await lease.RenewAsync("no.token.atall", Ct));
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(AccessEnd.Expired, lease.Why);
    }

    [Fact]
    public void It_ends_at_once_when_the_right_is_taken_and_another_users_goes_on()
    {
        var other = TestTokens.Guardian(new Grant(GrantScope.Room, Yard.RoomId.Value, Rights.Live));
        using var lease = Open(_guard);
        using var others = Open(other);

        _news.Hear(new UserAccess(_guard.UserId, 1, true, "guardian", [Roles.Guardian], [], _time.GetUtcNow()));

        Assert.Equal(AccessEnd.Taken, lease.Why);
        Assert.Null(others.Why);
    }

    [Fact]
    public void News_that_leave_the_right_end_nothing()
    {
        using var lease = Open(_guard);

        _news.Hear(new UserAccess(_guard.UserId, 1, true, "guardian", [Roles.Guardian], [new Grant(GrantScope.Everywhere, null, Rights.Live).ToString()], _time.GetUtcNow()));

        Assert.Null(lease.Why);
    }

    [Fact]
    public void It_ends_with_the_shift_though_its_token_would_go_on()
    {
        var shift = new Grant(GrantScope.Everywhere, null, Rights.Live, null, _time.GetUtcNow().AddMinutes(5));
        using var lease = Open(TestTokens.Guardian(shift));
        _time.Advance(TimeSpan.FromSeconds(299));
        Assert.Null(lease.Why);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(AccessEnd.Taken, lease.Why);
    }

    [Fact]
    public void It_ends_with_the_sign_in()
    {
        var signedIn = _guard with { SignIn = Guid.CreateVersion7() };
        using var lease = Open(signedIn);

        _news.HearEnded(signedIn.SignIn!.Value, _time.GetUtcNow());

        Assert.Equal(AccessEnd.Taken, lease.Why);
    }

    [Fact]
    public void It_ends_when_the_camera_is_moved_out_of_reach()
    {
        using var lease = Open(_guard);
        _place = Yard with { RoomId = RoomId.New() };

        lease.Review();

        Assert.Equal(AccessEnd.Taken, lease.Why);
    }

    private AccessLease Open(Caller caller) =>
        _leases.Open(caller.At(_time.GetUtcNow()), _time.GetUtcNow().AddMinutes(15), Right.Live, () => _place);
}
