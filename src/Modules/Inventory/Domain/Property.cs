using System.Diagnostics.CodeAnalysis;
using Vedette.Foundation;

namespace Vedette.Inventory.Domain;

/// <summary>A building with an owner. Name and address together are unique, without regard to case.</summary>
internal sealed record Property(PropertyId Id, string Name, string Address, string TimeZone)
{
    /// <summary>Whether it is elsewhere: not on the grounds this installation is about.</summary>
    public bool External { get; init; }

    public UserId? OwnerId { get; init; }

    public long Version { get; init; } = 1;

    public string NameKey => Label.Key(Name);

    public string AddressKey => Label.Key(Address);

    /// <summary>Reads a property from what was asked for; <paramref name="errors"/> says per field what is wrong.</summary>
    public static bool TryCreate(
        PropertyId id,
        string? name,
        string? address,
        string? timeZone,
        [NotNullWhen(true)] out Property? property,
        out FieldErrors errors)
    {
        errors = new FieldErrors();
        var candidate = new Property(
            id,
            errors.Check("name", Label.Read(name, Label.MaxName, out var nameError), nameError),
            errors.Check("address", Label.ReadOptional(address, Label.MaxAddress, out var addressError), addressError),
            errors.Check("timeZone", timeZone ?? "", TimeZoneError(timeZone)));
        property = errors.IsEmpty ? candidate : null;
        return property is not null;
    }

    /// <summary>The names of what differs, for the audit trail.</summary>
    public string Differences(Property other) => string.Join(", ", new[]
    {
        Name == other.Name ? null : "name",
        Address == other.Address ? null : "address",
        TimeZone == other.TimeZone ? null : "time zone",
        External == other.External ? null : "external",
        OwnerId == other.OwnerId ? null : "owner",
    }.OfType<string>());

    // Only IANA names: "Romance Standard Time" would be found too, but means nothing to other programs.
    private static string? TimeZoneError(string? timeZone) =>
        timeZone is { Length: > 0 and <= 64 }
        && (timeZone == "UTC" || timeZone.Contains('/', StringComparison.Ordinal))
        && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) && found.HasIanaId
            ? null
            : "Must be an IANA time zone such as Europe/Madrid or UTC.";
}
