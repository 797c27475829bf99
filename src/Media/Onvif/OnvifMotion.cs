namespace Vedette.Media.Onvif;

/// <summary>Whether a camera sees something move, out of what its makers call it.</summary>
/// <remarks>
/// Cameras forget to say that it is over. A source that was active is asked about when nothing was heard of it for
/// <see cref="DoubtAfter"/>, and taken as over after <see cref="OverAfter"/>.
/// </remarks>
public sealed class OnvifMotion
{
    /// <summary>How long an active source may be silent before the device should be asked how things stand.</summary>
    public static readonly TimeSpan DoubtAfter = TimeSpan.FromSeconds(60);

    /// <summary>How long an active source may be silent before it counts as over.</summary>
    public static readonly TimeSpan OverAfter = TimeSpan.FromSeconds(120);

    private const int MostSources = 64;
    private static readonly string[] StateNames = ["IsMotion", "State", "Motion", "MotionActive", "active", "Alarm", "LogicalState", "Value"];
    private static readonly string[] Inactive = ["false", "inactive", "off", "no", "idle", "normal", "closed"];

    private readonly Dictionary<string, DateTimeOffset> _active = new(StringComparer.Ordinal);

    /// <summary>Null until the camera said anything about motion.</summary>
    public bool? IsActive { get; private set; }

    /// <summary>
    /// Whether a topic is about motion: <c>RuleEngine/CellMotionDetector/Motion</c>, <c>VideoSource/MotionAlarm</c>,
    /// <c>RuleEngine/MotionRegionDetector/Motion</c>, Axis' <c>CameraApplicationPlatform/VMD/…</c> and their like.
    /// </summary>
    public static bool IsAbout(string topic) => topic.Split('/').Any(segment =>
        segment.Contains("Motion", StringComparison.OrdinalIgnoreCase) || segment.StartsWith("VMD", StringComparison.Ordinal));

    /// <summary>Takes in what the camera said.</summary>
    /// <param name="message">What.</param>
    /// <param name="now">When it was heard.</param>
    /// <returns>Whether <see cref="IsActive"/> changed.</returns>
    public bool Take(OnvifMessage message, DateTimeOffset now)
    {
        if (!IsAbout(message.Topic) || Read(message) is not { } active)
        {
            return false;
        }

        var source = $"{message.Topic}?{message.Source}";
        if (!active)
        {
            _ = _active.Remove(source);
        }
        else if (_active.ContainsKey(source) || _active.Count < MostSources)
        {
            _active[source] = now;
        }

        return Conclude();
    }

    /// <summary>Whether the device should be asked how things stand.</summary>
    public bool IsDoubtful(DateTimeOffset now) => _active.Values.Any(heard => now - heard >= DoubtAfter);

    /// <summary>Ends what nothing was heard of for too long.</summary>
    /// <returns>Whether <see cref="IsActive"/> changed.</returns>
    public bool Expire(DateTimeOffset now)
    {
        foreach (var (source, heard) in _active)
        {
            if (now - heard >= OverAfter)
            {
                _ = _active.Remove(source);
            }
        }

        return IsActive is not null && Conclude();
    }

    /// <summary>Nothing is known any more: the device is not listened to.</summary>
    /// <returns>Whether <see cref="IsActive"/> changed.</returns>
    public bool Forget()
    {
        var changed = IsActive is not null;
        _active.Clear();
        IsActive = null;
        return changed;
    }

    private static bool? Read(OnvifMessage message)
    {
        if (message.Operation == OnvifOperation.Deleted)
        {
            return false;
        }

        var state = StateNames.Select(name => message.Values.GetValueOrDefault(name)).FirstOrDefault(value => value is not null)
            ?? message.Values.FirstOrDefault(value => value.Key.StartsWith("is", StringComparison.OrdinalIgnoreCase)).Value;
        return state is null ? null : state.Any(character => character != '0') && !Inactive.Contains(state, StringComparer.OrdinalIgnoreCase);
    }

    private bool Conclude()
    {
        var before = IsActive;
        IsActive = _active.Count > 0;
        return before != IsActive;
    }
}
