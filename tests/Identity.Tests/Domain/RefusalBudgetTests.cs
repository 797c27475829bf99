using Vedette.Identity.Domain;

namespace Vedette.Identity.Tests.Domain;

public sealed class RefusalBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RefusalBudget _budget = new();

    [Fact]
    public void A_flood_is_counted_and_told_with_the_next_one_that_is_written()
    {
        for (var number = 0; number < RefusalBudget.Most; number++)
        {
            Assert.Equal(0, _budget.Take(Now));
        }

        for (var number = 0; number < 1_000; number++)
        {
            Assert.Null(_budget.Take(Now));
        }

        _budget.Count();
        Assert.Equal(1_001, _budget.Take(Now + RefusalBudget.Window));
        Assert.Equal(0, _budget.Take(Now + RefusalBudget.Window));
    }

    [Fact]
    public void What_was_never_told_can_be_asked_for_once()
    {
        _budget.Count();

        Assert.Equal(1, _budget.TakeCounted());
        Assert.Equal(0, _budget.TakeCounted());
    }
}
