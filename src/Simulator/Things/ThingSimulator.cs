namespace Vedette.Simulator.Things;

/// <summary>Things without things: W3C Web of Things devices on 127.0.0.1, each with a port of its own, that misbehave on command.</summary>
public sealed class ThingSimulator : IAsyncDisposable
{
    private static readonly TimeSpan FloodPause = TimeSpan.FromMilliseconds(1);

    private readonly List<ThingServer> _servers = [];
    private readonly CancellationTokenSource _end = new();
    private Task _measuring = Task.CompletedTask;
    private ThingDirectory? _directory;
    private ServiceResponder? _responder;

    private ThingSimulator(IReadOnlyList<SimulatedThing> things) => Things = things;

    /// <summary>The things, <c>thing1</c> first.</summary>
    public IReadOnlyList<SimulatedThing> Things { get; }

    /// <summary>Where all things are listed, or null when they are not.</summary>
    public Uri? DirectoryUrl => _directory?.Url;

    /// <summary>The UDP port DNS-SD is answered on, or null when it is not.</summary>
    public int? DiscoveryPort => _responder?.Port;

    /// <summary>The thing of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SimulatedThing this[string name] => Find(name) ?? throw new KeyNotFoundException($"There is no thing '{name}'.");

    /// <summary>The thing of that name, or null.</summary>
    public SimulatedThing? Find(string name) => Things.FirstOrDefault(thing => thing.Name == name);

    /// <summary>Starts the things.</summary>
    /// <param name="options">How many, and what they are like.</param>
    /// <param name="ct">Gives up starting.</param>
    public static async Task<ThingSimulator> StartAsync(ThingOptions options, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Things, 1);
        var simulator = new ThingSimulator([.. Enumerable.Range(0, options.Things).Select(index => new SimulatedThing(index, options))]);
        try
        {
            await simulator.ServeAsync(options, ct);
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Switches the things off and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _measuring;
        if (_responder is not null)
        {
            await _responder.DisposeAsync();
        }

        if (_directory is not null)
        {
            await _directory.DisposeAsync();
        }

        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _end.Dispose();
    }

    private async Task ServeAsync(ThingOptions options, CancellationToken ct)
    {
        var guard = new ThingGuard(options);
        foreach (var (index, thing) in Things.Index())
        {
            _servers.Add(await ThingServer.StartAsync(thing, guard, options.Port == 0 ? 0 : options.Port + index, ct));
        }

        _directory = options.DirectoryPort is { } directoryPort ? await ThingDirectory.StartAsync(Things, directoryPort, ct) : null;
        _responder = options.DiscoveryPort is { } discoveryPort ? new ServiceResponder(Found, discoveryPort) : null;
        _measuring = Task.WhenAll(Things.Select(thing => MeasureAsync(thing, _end.Token)));
    }

    private List<(string Name, Uri Description, string Type)> Found() =>
    [
        .. Things.Select(thing => (thing.Name, new Uri(thing.Url, "device"), "Thing")),
        .. DirectoryUrl is { } directory ? [("directory", directory, "Directory")] : Array.Empty<(string, Uri, string)>(),
    ];

    private static async Task MeasureAsync(SimulatedThing thing, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            thing.Measure();
            await Task.Delay(thing.Behaviour == ThingBehaviour.Flood ? FloodPause : thing.Interval, thing.Time, ending)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
