using System.Diagnostics.Metrics;

namespace Vedette.Platform.Messaging;

/// <summary>What the bus counts.</summary>
internal sealed class BusMetrics
{
    private readonly Counter<long> _emitted;
    private readonly Counter<long> _handled;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _poisoned;

    public BusMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("vedette.platform");
        _emitted = meter.CreateCounter<long>("vedette.platform.events.emitted", "{event}", "Events appended to an outbox");
        _handled = meter.CreateCounter<long>("vedette.platform.events.handled", "{event}", "Events a module has handled");
        _failed = meter.CreateCounter<long>("vedette.platform.events.failed", "{try}", "Tries to handle an event that failed");
        _poisoned = meter.CreateCounter<long>("vedette.platform.events.poisoned", "{event}", "Events set aside after several tries");
    }

    public void Emitted(string module, string type) => _emitted.Add(1, new("module", module), new("type", type));

    public void Handled(string module, string type) => _handled.Add(1, new("module", module), new("type", type));

    public void Failed(string module, string type) => _failed.Add(1, new("module", module), new("type", type));

    public void Poisoned(string module, string type) => _poisoned.Add(1, new("module", module), new("type", type));
}
