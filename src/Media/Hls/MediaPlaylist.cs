using System.Globalization;

namespace Vedette.Media.Hls;

/// <summary>A playlist somebody else wrote (RFC 8216): what is needed to follow it.</summary>
internal sealed record MediaPlaylist
{
    private const int MostSegments = 10_000;

    /// <summary>Where the variant of the highest bandwidth is, when this is a multivariant playlist (section 4.3.4); else null.</summary>
    public Uri? BestVariant { get; private init; }

    /// <summary>The longest a segment may last (section 4.3.3.1).</summary>
    public TimeSpan TargetDuration { get; private init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether nothing will be added (section 4.3.3.4).</summary>
    public bool IsEnded { get; private init; }

    /// <summary>Whether segments are encrypted (section 4.3.2.4).</summary>
    public bool IsEncrypted { get; private init; }

    /// <summary>The segments, oldest first.</summary>
    public IReadOnlyList<PlaylistSegment> Segments { get; private init; } = [];

    /// <summary>Reads a playlist.</summary>
    /// <param name="text">What the server sent.</param>
    /// <param name="from">Where it was found, for relative addresses.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static MediaPlaylist Read(string text, Uri from)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || !lines[0].TrimStart('\uFEFF').StartsWith("#EXTM3U", StringComparison.Ordinal))
        {
            throw new FormatException("It does not begin with #EXTM3U.");
        }

        var reading = new Reader(from);
        foreach (var line in lines)
        {
            reading.Take(line);
        }

        return reading.Result();
    }

    private sealed class Reader(Uri from)
    {
        private readonly List<PlaylistSegment> _segments = [];
        private long _sequence;
        private TimeSpan _target = TimeSpan.FromSeconds(10);
        private TimeSpan _duration;
        private bool _isDiscontinuity;
        private bool _isEnded;
        private bool _isEncrypted;
        private Uri? _map;
        private (long Offset, long Length)? _mapRange;
        private (long Offset, long Length)? _range;
        private long _rangeEnd;
        private long? _bandwidth;
        private (long Bandwidth, Uri Url)? _variant;

        public void Take(string line)
        {
            if (!line.StartsWith('#'))
            {
                TakeAddress(line);
                return;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (tag, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
            switch (tag)
            {
                case "#EXT-X-TARGETDURATION":
                    _target = Seconds(value) ?? _target;
                    break;
                case "#EXT-X-MEDIA-SEQUENCE":
                    _ = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _sequence);
                    break;
                case "#EXTINF":
                    _duration = Seconds(value.Split(',')[0]) ?? _target;
                    break;
                case "#EXT-X-BYTERANGE":
                    _range = RangeOf(value, _rangeEnd);
                    break;
                case "#EXT-X-DISCONTINUITY":
                    _isDiscontinuity = true;
                    break;
                case "#EXT-X-ENDLIST":
                    _isEnded = true;
                    break;
                case "#EXT-X-KEY":
                    _isEncrypted |= !string.Equals(Attribute(value, "METHOD"), "NONE", StringComparison.Ordinal);
                    break;
                case "#EXT-X-MAP":
                    _map = Attribute(value, "URI") is { } map ? Address(map) : null;
                    _mapRange = Attribute(value, "BYTERANGE") is { } range ? RangeOf(range, 0) : null;
                    break;
                case "#EXT-X-STREAM-INF":
                    _bandwidth = long.TryParse(Attribute(value, "BANDWIDTH"), NumberStyles.None, CultureInfo.InvariantCulture, out var bandwidth) ? bandwidth : 0;
                    break;
            }
        }

        public MediaPlaylist Result() => new()
        {
            BestVariant = _segments.Count == 0 ? _variant?.Url : null,
            TargetDuration = _target,
            IsEnded = _isEnded,
            IsEncrypted = _isEncrypted,
            Segments = _segments,
        };

        private void TakeAddress(string line)
        {
            if (_bandwidth is { } bandwidth)
            {
                _bandwidth = null;
                if (_variant is not { } best || bandwidth > best.Bandwidth)
                {
                    _variant = (bandwidth, Address(line));
                }

                return;
            }

            if (_segments.Count == MostSegments)
            {
                throw new FormatException($"It lists more than {MostSegments} segments.");
            }

            _rangeEnd = _range is { } range ? range.Offset + range.Length : 0;
            _segments.Add(new PlaylistSegment(_sequence++, Address(line), _duration, _isDiscontinuity)
            {
                Range = _range,
                Map = _map,
                MapRange = _mapRange,
            });
            (_range, _isDiscontinuity, _duration) = (null, false, _target);
        }

        private Uri Address(string text) =>
            Uri.TryCreate(from, text, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw new FormatException("It lists an address that is none.");

        private static TimeSpan? Seconds(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 3600
                ? TimeSpan.FromSeconds(seconds)
                : null;

        /// <summary><c>length[@offset]</c>; without an offset it goes on where the one before ended (section 4.3.2.2).</summary>
        private static (long Offset, long Length)? RangeOf(string text, long next)
        {
            var parts = text.Trim('"').Split('@');
            return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0
                ? (parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : next, length)
                : null;
        }

        /// <summary>An attribute's value without its quotes (section 4.2), or null.</summary>
        private static string? Attribute(string list, string name)
        {
            for (var rest = list; rest.Length > 0;)
            {
                var equals = rest.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0)
                {
                    return null;
                }

                var key = rest[..equals].Trim();
                rest = rest[(equals + 1)..];
                var isQuoted = rest.StartsWith('"');
                var end = isQuoted ? rest.IndexOf('"', 1) : rest.IndexOf(',', StringComparison.Ordinal);
                var value = end < 0 ? rest[(isQuoted ? 1 : 0)..] : rest[(isQuoted ? 1 : 0)..end];
                if (key.Equals(name, StringComparison.Ordinal))
                {
                    return value;
                }

                var comma = end < 0 ? -1 : rest.IndexOf(',', end);
                rest = comma < 0 ? "" : rest[(comma + 1)..];
            }

            return null;
        }
    }
}
