using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vedette.Simulator.Things;

/// <summary>One thing: sensors, perhaps a camera, a siren; it can be switched off and told to misbehave.</summary>
public sealed class SimulatedThing
{
    private readonly ThingOptions _options;
    private long _intervalMilliseconds;
    private int _enabled = 1;
    private long _toggles;
    private long _rings;
    private long _told;
    private long _trapped;

    internal SimulatedThing(int index, ThingOptions options)
    {
        (_options, _intervalMilliseconds) = (options, (long)options.Interval.TotalMilliseconds);
        Name = "thing" + (index + 1).ToString(CultureInfo.InvariantCulture);
        Id = "urn:dev:wot:" + (index == 0 && options.Id is { } id ? id : Name);
        Location = index == 0 ? options.Location : $"{options.Location} {index + 1}";
        Title = $"{Location} sensor";
        Video = index < options.Videos.Count ? options.Videos[index] : null;
        Url = null!;
    }

    /// <summary>Its name at the control API: <c>thing1</c>.</summary>
    public string Name { get; }

    /// <summary>Its own id, a URN.</summary>
    public string Id { get; }

    /// <summary>Its title for people.</summary>
    public string Title { get; }

    /// <summary>Where it says it is.</summary>
    public string Location { get; }

    /// <summary>Where its camera is watched, or null when it has none.</summary>
    public Uri? Video { get; }

    /// <summary>Where it is: its description is at <c>/device</c> and at <c>/.well-known/wot</c>.</summary>
    public Uri Url { get; internal set; }

    /// <summary>Whether it measures.</summary>
    public bool Enabled => Volatile.Read(ref _enabled) == 1;

    /// <summary>How it behaves.</summary>
    public ThingBehaviour Behaviour { get; private set; }

    /// <summary>How often it was told to toggle, whether that changed anything or not.</summary>
    public long Toggles => Interlocked.Read(ref _toggles);

    /// <summary>How often its siren rang.</summary>
    public long Rings => Interlocked.Read(ref _rings);

    /// <summary>Rounds of measurements so far.</summary>
    public long Rounds => Interlocked.Read(ref _told);

    /// <summary>Who followed <see cref="ThingBehaviour.RedirectLoopback"/>.</summary>
    public long Trapped => Interlocked.Read(ref _trapped);

    /// <summary>Who listens now: observers, subscribers and pollers.</summary>
    public int Listeners => News.Listeners;

    /// <summary>How often each sensor measures.</summary>
    public TimeSpan Interval
    {
        get => TimeSpan.FromMilliseconds(Interlocked.Read(ref _intervalMilliseconds));
        set => Interlocked.Exchange(ref _intervalMilliseconds, (long)value.TotalMilliseconds);
    }

    internal ThingNews News { get; } = new();

    internal ThingSecurity Security => _options.Security;

    internal TimeProvider Time => _options.Time;

    /// <summary>Tells it how to behave from now on.</summary>
    public void Behave(ThingBehaviour behaviour) => Behaviour = behaviour;

    /// <summary>Somebody at the thing itself switches it on or off.</summary>
    public void Switch(bool on)
    {
        if (Interlocked.Exchange(ref _enabled, on ? 1 : 0) != (on ? 1 : 0))
        {
            News.Tell("status", Status().ToJsonString());
        }
    }

    /// <summary>The action <c>toggle</c>; what it answers. Told twice it answers the same.</summary>
    internal string Toggle(bool enable)
    {
        Interlocked.Increment(ref _toggles);
        if (Behaviour != ThingBehaviour.IgnoresToggle)
        {
            Switch(enable);
        }

        return enable ? "enabled" : "disabled";
    }

    internal void Ring() => Interlocked.Increment(ref _rings);

    internal void Trap() => Interlocked.Increment(ref _trapped);

    /// <summary>The value of the property <c>status</c>.</summary>
    internal JsonObject Status() => new()
    {
        ["id"] = Id["urn:dev:wot:".Length..],
        ["location"] = Location,
        ["enabled"] = Enabled,
        ["capabilities"] = Capabilities(),
    };

    /// <summary>The value of a property; null when there is none of that name.</summary>
    internal JsonNode? Read(string property) => property switch
    {
        "status" => Status(),
        "interval" => Interlocked.Read(ref _intervalMilliseconds),
        "stream" => Video?.ToString(),
        _ when Behaviour != ThingBehaviour.NoCapability && Sensor.All.FirstOrDefault(sensor => sensor.Measure == property) is { } sensor => sensor.At(Time.GetUtcNow()),
        _ => null,
    };

    /// <summary>Every sensor measures once; nothing happens while it is switched off.</summary>
    internal void Measure()
    {
        if (!Enabled || Behaviour == ThingBehaviour.NoCapability)
        {
            return;
        }

        var now = Time.GetUtcNow();
        foreach (var sensor in Sensor.All)
        {
            var isWrong = Behaviour == ThingBehaviour.WrongValues;
            var value = isWrong ? "\"rather warm\"" : JsonSerializer.Serialize(sensor.At(now));
            News.Tell(sensor.Measure, value);
            News.Tell("measurement", $$"""{"measure":"{{sensor.Measure}}","unit":"{{(isWrong ? "fathom" : sensor.Unit)}}","value":{{value}},"at":"{{now:yyyy-MM-ddTHH:mm:ss.fffZ}}"}""");
        }

        Interlocked.Increment(ref _told);
    }

    private JsonArray Capabilities() => Behaviour == ThingBehaviour.NoCapability
        ? []
        : [
            .. Sensor.All.Select(sensor => new JsonObject
            {
                ["type"] = "sensor",
                ["capturingInterval"] = Interlocked.Read(ref _intervalMilliseconds),
                ["measure"] = new JsonObject { ["type"] = sensor.Measure, ["unit"] = sensor.Unit },
            }),
            .. Video is null ? Array.Empty<JsonNode>() : [new JsonObject { ["type"] = "video", ["resolution"] = "720p" }],
            new JsonObject { ["type"] = "siren" },
        ];
}
