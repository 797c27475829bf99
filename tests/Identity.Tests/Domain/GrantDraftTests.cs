using Vedette.Identity.Domain;
using Vedette.Platform.Access;

namespace Vedette.Identity.Tests.Domain;

public sealed class GrantDraftTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rights_are_the_same_in_any_order_and_written_in_one()
    {
        var errors = new FieldErrors();
        var one = GrantDraft.Read("everywhere", null, ["hold", "live", "live"], null, null, Now, "g", errors);
        var other = GrantDraft.Read("everywhere", null, ["live", "hold"], null, null, Now, "g", errors);

        Assert.True(errors.IsEmpty);
        Assert.Equal(one, other);
        Assert.Equal(["live", "hold"], RightNames.Of(one!.Rights));
        Assert.Equal(Enum.GetNames<Right>().Length, RightNames.Of((Rights)~0).Count);
    }

    [Fact]
    public void Times_are_cut_to_what_a_token_can_say()
    {
        var draft = GrantDraft.Read("everywhere", null, ["live"], Now.AddSeconds(1.7).ToOffset(TimeSpan.FromHours(5)), Now.AddHours(1), Now, "g", new FieldErrors());

        Assert.Equal(Now.AddSeconds(1), draft!.From);
        Assert.Equal(TimeSpan.Zero, draft.From!.Value.Offset);
    }

    [Fact]
    public void A_time_that_is_too_short_for_a_second_is_no_time()
    {
        var errors = new FieldErrors();
        Assert.Null(GrantDraft.Read("everywhere", null, ["live"], Now.AddSeconds(5.1), Now.AddSeconds(5.9), Now, "g", errors));
        Assert.True(errors.All.ContainsKey("g.until"));
    }
}
