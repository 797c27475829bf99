using Vedette.Recording.Retention;
using Vedette.Recording.Settings;
using Xunit;

namespace Vedette.Recording.Tests.Retention;

public sealed class KeepingForecastTests
{
    [Fact]
    public void With_room_for_every_maximum_nothing_goes_before_it()
    {
        var forecast = new KeepingForecast([new ForecastShare(0, 100, new KeepingTime(0, 7))], room: 700);
        Assert.True(forecast.Fits);
        Assert.Equal(7, forecast.DaysOf(0, new KeepingTime(0, 7)));
    }

    [Fact]
    public void Ordinary_footage_gives_way_to_footage_of_events()
    {
        var (ordinary, events) = (new KeepingTime(1, 30), new KeepingTime(2, 30));
        var forecast = new KeepingForecast([new ForecastShare(0, 100, ordinary), new ForecastShare(1, 10, events)], room: 1300);
        Assert.False(forecast.Fits);
        Assert.True(forecast.KeepsMinimums);
        Assert.Equal(10, forecast.DaysOf(0, ordinary), 3);
        Assert.Equal(30, forecast.DaysOf(1, events), 3);
    }

    [Fact]
    public void A_camera_with_a_high_minimum_takes_the_days_of_the_others()
    {
        var (kept, any) = (new KeepingTime(8, null), new KeepingTime(0, null));
        var forecast = new KeepingForecast([new ForecastShare(0, 100, kept), new ForecastShare(0, 100, any)], room: 1000);
        Assert.Equal(8, forecast.DaysOf(0, kept), 3);
        Assert.Equal(2, forecast.DaysOf(0, any), 3);
    }

    [Fact]
    public void Without_room_for_the_minimums_it_says_how_much_of_them_there_is()
    {
        var promise = new KeepingTime(30, 30);
        var forecast = new KeepingForecast([new ForecastShare(0, 100, promise), new ForecastShare(0, 100, promise)], room: 1000);
        Assert.False(forecast.KeepsMinimums);
        Assert.Equal(5, forecast.Promised, 3);
        Assert.Equal(5, forecast.DaysOf(0, promise), 3);
    }

    [Fact]
    public void Nothing_written_needs_no_room()
    {
        var forecast = new KeepingForecast([], room: 0);
        Assert.True(forecast.Fits);
        Assert.True(forecast.KeepsMinimums);
    }
}
