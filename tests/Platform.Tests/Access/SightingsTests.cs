using Vedette.Platform.Access;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

public sealed class SightingsTests
{
    private static readonly Guid Yard = Guid.CreateVersion7();

    private readonly ManualTime _time = new();
    private readonly Sightings _sightings;

    public SightingsTests() => _sightings = new Sightings(_time);

    [Fact]
    public void Somebody_who_keeps_looking_is_noted_once_in_a_while()
    {
        var noted = 0;
        for (var minute = 0; minute < 60; minute++)
        {
            noted += _sightings.IsNew("ann", "watched", Yard) ? 1 : 0;
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(6, noted);
    }

    [Fact]
    public void Another_person_thing_or_way_is_another_look()
    {
        Assert.True(_sightings.IsNew("ann", "watched", Yard));
        Assert.True(_sightings.IsNew("bob", "watched", Yard));
        Assert.True(_sightings.IsNew("ann", "played", Yard));
        Assert.True(_sightings.IsNew("ann", "watched", Guid.CreateVersion7()));
        Assert.False(_sightings.IsNew("ann", "watched", Yard));
    }

    [Fact]
    public void A_look_that_could_not_be_noted_is_new_again()
    {
        _ = _sightings.IsNew("ann", "played", Yard);

        _sightings.Forget("ann", "played", Yard);

        Assert.True(_sightings.IsNew("ann", "played", Yard));
    }

    [Fact]
    public void It_remembers_only_so_many()
    {
        for (var look = 0; look < 100_000; look++)
        {
            Assert.True(_sightings.IsNew("ann", "watched", Guid.CreateVersion7()));
        }
    }
}
