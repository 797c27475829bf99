using System.Globalization;
using Vedette.Recording.Coverage;
using Xunit;

namespace Vedette.Recording.Tests.Coverage;

public sealed class LocalDaysTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("Europe/Berlin", "2026-10-26", 24)]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("America/Havana", "2026-03-08", 23)]
    [InlineData("America/Havana", "2026-11-01", 25)]
    [InlineData("Pacific/Apia", "2011-12-29", 24)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)]
    [InlineData("Asia/Kathmandu", "2026-06-01", 24)]
    [InlineData("UTC", "2026-06-30", 24)]
    [Trait("Req", "R-59")]
    public void A_day_is_as_long_as_the_place_makes_it(string zone, string date, double hours)
    {
        var day = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var found = Assert.Single(LocalDays.Between(LocalDays.FindZone(zone)!, day, day));

        Assert.Equal(hours, (found.End - found.Start).TotalHours);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Havana")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Beirut")]
    public void The_days_of_a_year_leave_no_second_out_and_none_twice(string zone)
    {
        var days = LocalDays.Between(LocalDays.FindZone(zone)!, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)).ToList();

        Assert.Equal(365, days.Count);
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(365 * 24, (days[^1].End - days[0].Start).TotalHours);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Europe/Atlantis")]
    [InlineData("../../etc/passwd")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("Europe/../../passwd")]
    public void Only_names_of_the_IANA_database_are_zones(string name) => Assert.Null(LocalDays.FindZone(name));
}
