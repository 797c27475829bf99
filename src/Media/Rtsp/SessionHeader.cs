using System.Globalization;

namespace Vedette.Media.Rtsp;

/// <summary>The Session header: an id and how long the server waits for a sign of life (RFC 2326 section 12.37).</summary>
/// <param name="Id">To be given back as it is.</param>
/// <param name="Timeout">60 s when not said.</param>
internal sealed record SessionHeader(string Id, TimeSpan Timeout)
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(60);

    public static SessionHeader? Read(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var parts = value.Split(';', StringSplitOptions.TrimEntries);
        var timeout = UsualTimeout;
        foreach (var part in parts.Skip(1))
        {
            if (part.StartsWith("timeout=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(part.AsSpan("timeout=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and <= 86400)
            {
                timeout = TimeSpan.FromSeconds(seconds);
            }
        }

        return new SessionHeader(parts[0], timeout);
    }
}
