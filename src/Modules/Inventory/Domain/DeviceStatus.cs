namespace Vedette.Inventory.Domain;

/// <summary>Whether a device answers, as the modules that talk to it say.</summary>
/// <param name="State">One of the words below.</param>
/// <param name="Since">Since when, UTC; null while nobody knows.</param>
/// <param name="LastOnline">When it last answered, UTC; null when it never did.</param>
internal sealed record DeviceStatus(string State, DateTimeOffset? Since, DateTimeOffset? LastOnline)
{
    public const string Online = "online";

    /// <summary>Does not answer, but has not been silent for long.</summary>
    public const string NotResponding = "not-responding";

    public const string Offline = "offline";

    /// <summary>Nobody talks to it: switched off, or nothing to talk to.</summary>
    public const string Unknown = "unknown";

    public static IReadOnlyList<string> All { get; } = [Online, NotResponding, Offline, Unknown];

    public static DeviceStatus Unheard { get; } = new(Unknown, null, null);

    /// <summary>This status after a camera answered.</summary>
    public DeviceStatus Answered(DateTimeOffset at) => this with { State = Online, Since = State == Online ? Since : at, LastOnline = at };

    /// <summary>This status after a camera fell silent: it answered until then.</summary>
    public DeviceStatus FellSilent(DateTimeOffset at) =>
        this with { State = NotResponding, Since = State == NotResponding ? Since : at, LastOnline = State == Online ? at : LastOnline };
}
