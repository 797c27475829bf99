namespace Vedette.Foundation;

/// <summary>Instants as whole microseconds since 1970-01-01T00:00:00Z: the form every database keeps, sortable and exact.</summary>
public static class UnixTime
{
    /// <summary>Microseconds since the Unix epoch, rounded down.</summary>
    public static long ToUnixMicroseconds(this DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The UTC instant of that many microseconds since the Unix epoch.</summary>
    public static DateTimeOffset FromUnixMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
