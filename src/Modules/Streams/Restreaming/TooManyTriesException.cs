namespace Vedette.Streams.Restreaming;

/// <summary>Who asks has to wait before trying again.</summary>
internal sealed class TooManyTriesException(TimeSpan wait) : Exception("Too many wrong tries.")
{
    public TimeSpan Wait => wait;
}
