using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Platform.Tests.Access;

public sealed class GrantTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Place Cellar = new(PropertyId.New(), RoomId.New());

    [Theory]
    [InlineData(GrantScope.Everywhere, Rights.Audit | Rights.Live, false, false)]
    [InlineData(GrantScope.Property, Rights.OfPlaces, true, false)]
    [InlineData(GrantScope.Room, Rights.Playback, false, true)]
    [InlineData(GrantScope.Room, Rights.Hold | Rights.Configure, true, true)]
    public void The_short_form_says_all(GrantScope scope, Rights rights, bool begins, bool ends)
    {
        var grant = new Grant(scope, scope == GrantScope.Everywhere ? null : Guid.CreateVersion7(), rights, begins ? Noon : null, ends ? Noon.AddHours(8) : null);

        Assert.True(Grant.TryParse(grant.ToString(), out var read));
        Assert.Equal(grant, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x::l::")]
    [InlineData("e::::")]
    [InlineData("e::z::")]
    [InlineData("e::l:")]
    [InlineData("e::l:::")]
    [InlineData("r::l::")]
    [InlineData("e:AZfwAAAAcACAAAAAAAAAAA:l::")]
    [InlineData("r:AZfwAAAAcACAAAAAAAAAA:l::")]
    [InlineData("r:AZfwAAAAcACAAAAAAAAA!!:l::")]
    [InlineData("e::l:-1:")]
    [InlineData("e::l:99999999999999:")]
    public void What_is_no_grant_gives_nothing(string? text) => Assert.False(Grant.TryParse(text, out _));

    [Fact]
    [Trait("Req", "R-11")]
    public void A_grant_reaches_its_place_and_no_other()
    {
        var foreign = new Place(PropertyId.New(), RoomId.New());
        var neighbour = new Place(Cellar.PropertyId, RoomId.New());

        Assert.Equal((true, false, false), Reach(new Grant(GrantScope.Room, Cellar.RoomId.Value, Rights.Live)));
        Assert.Equal((true, true, false), Reach(new Grant(GrantScope.Property, Cellar.PropertyId.Value, Rights.Live)));
        Assert.Equal((true, true, true), Reach(new Grant(GrantScope.Everywhere, null, Rights.Live)));

        (bool, bool, bool) Reach(Grant grant)
        {
            var caller = new Caller(UserId.New(), "guard", [Roles.Guardian]) { Given = [grant] }.At(Noon);
            Assert.All((Place[])[Cellar, neighbour, foreign], place => Assert.Equal(caller.May(Right.Live, place), caller.Reach(Right.Live).Includes(place)));
            Assert.False(caller.May(Right.Live, null) || caller.Sees(null) || caller.May(Right.Export, Cellar));
            return (caller.May(Right.Live, Cellar), caller.May(Right.Live, neighbour), caller.Sees(foreign));
        }
    }

    [Fact]
    public void A_shift_begins_and_ends()
    {
        var shift = new Grant(GrantScope.Everywhere, null, Rights.Live, Noon, Noon.AddHours(8));

        Assert.Equal([false, true, true, false], ((int[])[-1, 0, 7, 8]).Select(hour => shift.IsInForce(Noon.AddHours(hour))));
        Assert.Equal(Noon, shift.NextChange(Noon.AddDays(-1)));
        Assert.Equal(Noon.AddHours(8), shift.NextChange(Noon));
        Assert.Null(shift.NextChange(Noon.AddHours(8)));
    }

    [Fact]
    public void Who_may_only_read_the_log_sees_no_place()
    {
        var auditor = TestCaller(Rights.Audit);

        Assert.True(auditor.May(Right.Audit));
        Assert.False(auditor.Sees(Cellar));
        Assert.False(auditor.Reach().EveryPlace);
        Assert.True(TestCaller(Rights.Hold).Sees(Cellar));
    }

    private static Caller TestCaller(Rights rights) =>
        new Caller(UserId.New(), "auditor", [Roles.Guardian]) { Given = [new Grant(GrantScope.Everywhere, null, rights)] }.At(Noon);
}
