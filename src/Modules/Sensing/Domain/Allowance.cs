namespace Vedette.Sensing.Domain;

/// <summary>How many values of one thing are taken: so many a second, with a reserve of two seconds. One that floods starves nobody else.</summary>
internal sealed class Allowance(int perSecond)
{
    private readonly double _most = perSecond * 2;
    private double _left = perSecond * 2;
    private DateTimeOffset? _refilled;

    public bool Take(DateTimeOffset now)
    {
        // A clock that was set back refills nothing and takes nothing away.
        var since = _refilled is { } last && now > last ? now - last : TimeSpan.Zero;
        _left = Math.Min(_most, _left + (since.TotalSeconds * perSecond));
        _refilled = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
