using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Platform.Access;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

public sealed class AccessNewsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly AccessNews _news;

    public AccessNewsTests() => _news = Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "access-news.json");

    public void Dispose()
    {
        _news.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_token_older_than_the_news_says_no_more_than_the_news()
    {
        var caller = Guard(version: 4, Rights.Live | Rights.Export);
        _news.Hear(Access(caller, 5, Rights.Live));
        _news.Hear(Access(caller, 3, Rights.OfPlaces));

        var now = _news.Apply(caller)!;

        Assert.Equal((true, false), (now.May(Right.Live), now.May(Right.Export)));
        Assert.Equal(5, now.Version);
    }

    [Fact]
    public void A_newer_token_is_believed()
    {
        var caller = Guard(version: 6, Rights.Export);
        _news.Hear(Access(caller, 5, Rights.Live));

        Assert.True(_news.Apply(caller)!.May(Right.Export));
    }

    [Fact]
    public void Who_is_switched_off_or_signed_out_is_nobody()
    {
        var (off, signedOut) = (Guard(1, Rights.Live), Guard(1, Rights.Live) with { SignIn = Guid.CreateVersion7() });
        _news.Hear(Access(off, 2, Rights.Live) with { IsActive = false });
        _news.HearEnded(signedOut.SignIn!.Value, _time.GetUtcNow());

        Assert.Null(_news.Apply(off));
        Assert.Null(_news.Apply(signedOut));
        Assert.NotNull(_news.Apply(signedOut with { SignIn = Guid.CreateVersion7() }));
    }

    [Fact]
    public async Task A_restart_forgets_nothing_that_an_old_token_could_undo()
    {
        var (caller, signIn) = (Guard(1, Rights.Live), Guid.CreateVersion7());
        await _news.HearAsync(Access(caller, 2, Rights.Live) with { IsActive = false }, Ct);
        await _news.HearEndedAsync(signIn, _time.GetUtcNow(), Ct);

        using var again = Start();

        Assert.Null(again.Apply(caller));
        Assert.Null(again.Apply(Guard(1, Rights.Live) with { SignIn = signIn }));
    }

    [Fact]
    public async Task When_no_token_can_be_older_the_news_is_forgotten()
    {
        var caller = Guard(1, Rights.Live);
        await _news.HearAsync(Access(caller, 2, Rights.Live) with { IsActive = false }, Ct);
        _time.Advance(AccessNews.Remembered + TimeSpan.FromSeconds(1));
        await _news.HearAsync(Access(Guard(1, Rights.Live), 2, Rights.Live), Ct);

        Assert.NotNull(_news.Apply(caller));
    }

    [Fact]
    public async Task A_damaged_file_stops_nobody()
    {
        await System.IO.File.WriteAllTextAsync(File, "{", Ct);

        using var again = Start();

        Assert.NotNull(again.Apply(Guard(1, Rights.Live)));
    }

    private AccessNews Start() => new(File, _time, NullLogger<AccessNews>.Instance);

    private static Caller Guard(long version, Rights rights) => TestTokens.Guardian(rights) with { Version = version };

    private UserAccess Access(Caller caller, long version, Rights rights) => new(
        caller.UserId,
        version,
        IsActive: true,
        caller.Name,
        caller.Roles,
        [new Grant(GrantScope.Everywhere, null, rights).ToString()],
        _time.GetUtcNow());
}
