using System.Text.RegularExpressions;
using Vedette.Foundation;
using Vedette.Support;

namespace Vedette.Identity.Tests.Features;

public sealed partial class FirstAdministratorTests
{
    [Fact]
    [Trait("Req", "R-24")]
    public async Task Without_a_given_password_a_random_one_is_shown_once_and_works()
    {
        using var folder = new TemporaryFolder();
        string password;
        await using (var first = await Desk.StartAsync(password: null, adjust: options => options with { DataDirectory = folder.Path }))
        {
            var shown = Shown().Match(first.Console.ToString());
            Assert.True(shown.Success, first.Console.ToString());
            password = shown.Groups["password"].Value;
            Assert.True(password.Length >= 20);
            _ = await first.SignInAsync(password: password);
        }

        await using var again = await Desk.StartAsync(password: null, adjust: options => options with { DataDirectory = folder.Path });
        Assert.Empty(again.Console.ToString());
        _ = await again.SignInAsync(password: password);
    }

    [Fact]
    public async Task A_given_password_is_used_and_not_shown()
    {
        await using var desk = await Desk.StartAsync();

        _ = await desk.SignInAsync();
        Assert.Empty(desk.Console.ToString());
    }

    [Fact]
    public async Task A_given_password_counts_only_the_first_time()
    {
        using var folder = new TemporaryFolder();
        await using (await Desk.StartAsync(adjust: options => options with { DataDirectory = folder.Path }))
        {
        }

        await using var again = await Desk.StartAsync(password: "short", adjust: options => options with { DataDirectory = folder.Path });
        _ = await again.SignInAsync();
    }

    [Fact]
    public async Task A_short_password_refuses_the_start_in_words()
    {
        var refused = await Assert.ThrowsAsync<FaultException>(() => Desk.StartAsync(password: "too-short"));

        Assert.Equal(FaultKind.Configuration, refused.Kind);
        Assert.Contains("VEDETTE_ADMIN_PASSWORD", refused.Message, StringComparison.Ordinal);
        Assert.Contains("10", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_the_administrator_is_told_without_the_password()
    {
        await using var desk = await Desk.StartAsync();

        var said = await desk.SaidAsync();
        Assert.Equal(["identity.user-added", "audit.action-recorded"], said.Select(one => one.Type));
        Assert.All(said, one => Assert.DoesNotContain(Desk.Password, one.Content, StringComparison.Ordinal));
    }

    [GeneratedRegex("""^\*\*\* First administrator: user "admin", password "(?<password>[^"]+)" .*\*\*\*\r?\n$""")]
    private static partial Regex Shown();
}
