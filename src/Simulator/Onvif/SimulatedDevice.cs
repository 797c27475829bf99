using System.Collections.Concurrent;
using System.Globalization;
using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Onvif;

/// <summary>A camera's ONVIF side: what it says it is, its head, what it notices, and what it does wrong.</summary>
public sealed class SimulatedDevice
{
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, PullPoint> _pullPoints = new();
    private int _subscriptions;
    private int _renewals;

    internal SimulatedDevice(SimulatedCamera camera, int index, ClipShape clip, TimeProvider time)
    {
        (Camera, Clip, _time, Head) = (camera, clip, time, new PtzHead(time));
        Identity = "urn:uuid:5f5a69c2-e0ae-504f-829b-" + index.ToString("x12", CultureInfo.InvariantCulture);
    }

    /// <summary>Its device service.</summary>
    public Uri Url { get; internal set; } = null!;

    /// <summary>Its name in WS-Discovery.</summary>
    public string Identity { get; }

    /// <summary>What it does wrong.</summary>
    public OnvifQuirks Quirks { get; set; }

    /// <summary>How far its clock is ahead of the simulator's.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The topic motion is told about.</summary>
    public string MotionTopic { get; set; } = "tns1:RuleEngine/CellMotionDetector/Motion";

    /// <summary>The name of the value that says whether there is motion.</summary>
    public string MotionValue { get; set; } = "IsMotion";

    /// <summary>Whether it sees something move.</summary>
    public bool Motion { get; private set; }

    /// <summary>Where it looks.</summary>
    public PtzPosition Position => Head.Position;

    /// <summary>Whether it turns or zooms.</summary>
    public bool IsMoving => Head.IsMoving;

    /// <summary>How often it was told to move on and on.</summary>
    public int Moves => Head.Moves;

    /// <summary>How often it was told to stop.</summary>
    public int Stops => Head.Stops;

    /// <summary>How many listen to it now.</summary>
    public int Subscriptions => _pullPoints.Count(point => point.Value.Ends > _time.GetUtcNow());

    /// <summary>How often somebody subscribed since the start.</summary>
    public int SubscriptionsEver => Volatile.Read(ref _subscriptions);

    /// <summary>How often a subscription was renewed since the start.</summary>
    public int Renewals => Volatile.Read(ref _renewals);

    internal SimulatedCamera Camera { get; }

    internal ClipShape Clip { get; }

    internal ClipShape SubClip => Camera.Sub is null ? Clip : CameraSimulator.SubStream(Clip);

    internal PtzHead Head { get; }

    internal DateTimeOffset Now => _time.GetUtcNow() + ClockOffset;

    internal TimeProvider Time => _time;

    /// <summary>Something moves, or rests again; those who listen are told.</summary>
    public void Move(bool active)
    {
        Motion = active;
        if (active || !Quirks.HasFlag(OnvifQuirks.ForgetsMotionEnd))
        {
            Tell("Changed");
        }
    }

    /// <summary>Forgets all subscriptions, as after a restart.</summary>
    public void ForgetSubscriptions() => _pullPoints.Clear();

    internal void Tell(string operation)
    {
        foreach (var (_, point) in _pullPoints)
        {
            point.Add(Message(operation));
        }
    }

    internal string Subscribe(TimeSpan lifetime)
    {
        var id = Interlocked.Increment(ref _subscriptions).ToString(CultureInfo.InvariantCulture);
        var point = new PullPoint(_time.GetUtcNow() + lifetime);
        point.Add(Message("Initialized"));
        _pullPoints[id] = point;
        return id;
    }

    internal PullPoint? Find(string? id)
    {
        if (id is null || !_pullPoints.TryGetValue(id, out var point))
        {
            return null;
        }

        if (point.Ends > _time.GetUtcNow())
        {
            return point;
        }

        _ = _pullPoints.TryRemove(id, out _);
        return null;
    }

    internal void Renew(PullPoint point, TimeSpan lifetime)
    {
        point.Ends = _time.GetUtcNow() + lifetime;
        _ = Interlocked.Increment(ref _renewals);
    }

    internal bool Unsubscribe(string? id) => id is not null && _pullPoints.TryRemove(id, out _);

    private string Message(string operation) =>
        $"""<wsnt:NotificationMessage><wsnt:Topic Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">{MotionTopic}</wsnt:Topic><wsnt:Message><tt:Message UtcTime="{Now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" PropertyOperation="{operation}"><tt:Source><tt:SimpleItem Name="VideoSourceConfigurationToken" Value="source"/><tt:SimpleItem Name="Rule" Value="MyMotionDetectorRule"/></tt:Source><tt:Data><tt:SimpleItem Name="{MotionValue}" Value="{(Motion ? "true" : "false")}"/></tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>""";
}
