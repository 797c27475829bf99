using System.Net;
using System.Net.Sockets;

namespace Vedette.Platform.Access;

/// <summary>
/// Slows guessing down: after a few failures each further one doubles the wait, per name and address and, more patiently,
/// per address. A name alone is never blocked, so that a stranger cannot lock the administrator out.
/// </summary>
/// <remarks>
/// Belongs here: counting, in bounded memory. A restart forgives; it also takes longer than the wait it saves.
/// Does not: checking passwords, reading a clock.
/// </remarks>
public sealed class SignInThrottle
{
    /// <summary>Failures of a name at an address that cost no wait.</summary>
    public const int FreeTriesPerName = 5;

    /// <summary>Failures of an address, whatever the names, that cost no wait.</summary>
    public const int FreeTriesPerAddress = 20;

    /// <summary>Names or addresses remembered at most; the oldest is forgotten first.</summary>
    public const int MaxEntries = 10_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    private readonly Dictionary<string, Record> _records = new(StringComparer.Ordinal);

    /// <summary>How many names and addresses are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    /// <summary>
    /// Lets an attempt through and counts it as failed until <see cref="Succeeded"/> says otherwise, so that a thousand at
    /// once count as a thousand; or says how long to wait.
    /// </summary>
    /// <param name="name">Who is claimed.</param>
    /// <param name="address">Where the attempt comes from.</param>
    /// <param name="now">Now, UTC.</param>
    public TimeSpan? Attempt(string name, IPAddress? address, DateTimeOffset now)
    {
        var place = Place(address);
        lock (_lock)
        {
            var (pair, alone) = (Find(Key(name, place), now), Find(place, now));
            var until = pair.BlockedUntil > alone.BlockedUntil ? pair.BlockedUntil : alone.BlockedUntil;
            if (until > now)
            {
                return until - now;
            }

            Keep(Key(name, place), pair.Failed(FreeTriesPerName, now));
            Keep(place, alone.Failed(FreeTriesPerAddress, now));
            return null;
        }
    }

    /// <summary>The attempt was right: the name is forgiven at this address, and the address this one attempt.</summary>
    public void Succeeded(string name, IPAddress? address, DateTimeOffset now)
    {
        var place = Place(address);
        lock (_lock)
        {
            _ = _records.Remove(Key(name, place));
            if (_records.TryGetValue(place, out var record))
            {
                _records[place] = record with { Failures = Math.Max(0, record.Failures - 1), BlockedUntil = now };
            }
        }
    }

    /// <summary>The attempt was neither right nor wrong: it does not count, and those before it stay.</summary>
    public void TakeBack(string name, IPAddress? address, DateTimeOffset now)
    {
        var place = Place(address);
        lock (_lock)
        {
            foreach (var key in (ReadOnlySpan<string>)[Key(name, place), place])
            {
                if (_records.TryGetValue(key, out var record))
                {
                    _records[key] = record with { Failures = Math.Max(0, record.Failures - 1), BlockedUntil = now };
                }
            }
        }
    }

    private static string Key(string name, string place) => $"{place} {name}";

    // Who has one IPv6 address has 2^64 of them.
    private static string Place(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private Record Find(string key, DateTimeOffset now) =>
        _records.TryGetValue(key, out var record) && now - record.Last < Memory ? record : default;

    private void Keep(string key, Record record)
    {
        if (_records.Count >= MaxEntries && !_records.ContainsKey(key))
        {
            Forget(record.Last);
        }

        _records[key] = record;
    }

    // Rare and bounded: makes room for many at once.
    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in _records.OrderBy(entry => now - entry.Value.Last < Memory ? entry.Value.Last : DateTimeOffset.MinValue).Take(MaxEntries / 10).ToList())
        {
            _ = _records.Remove(key);
        }
    }

    private readonly record struct Record(int Failures, DateTimeOffset BlockedUntil, DateTimeOffset Last)
    {
        public Record Failed(int free, DateTimeOffset now)
        {
            var failures = Failures + 1;
            var beyond = Math.Min(failures - free, 20);
            var wait = beyond < 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Pow(2, beyond));
            return new Record(failures, now + (wait < LongestWait ? wait : LongestWait), now);
        }
    }
}
