using System.Text.Json;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Talking;

namespace Vedette.Sensing.Watching;

/// <summary>Listens to everything a thing offers to tell: its observable properties and its events, until it is disposed of.</summary>
internal sealed class ThingListening : IAsyncDisposable
{
    /// <summary>Each is a connection of its own.</summary>
    private const int MostListened = 24;

    private readonly CancellationTokenSource _end = new();
    private readonly Task _listening;
    private readonly DeviceId _device;
    private readonly ILogger _logger;
    private readonly Action _wrong;

    /// <summary>Starts to listen.</summary>
    /// <param name="device">Whose thing it is.</param>
    /// <param name="thing">The thing as it describes itself.</param>
    /// <param name="client">Talks to it.</param>
    /// <param name="secrets">What proves who we are.</param>
    /// <param name="property">Takes a property's new value.</param>
    /// <param name="happened">Takes an event.</param>
    /// <param name="wrong">Told of a value that is not as declared.</param>
    /// <param name="logger">Told what cannot be listened to.</param>
    public ThingListening(
        DeviceId device,
        Thing thing,
        ThingClient client,
        ThingSecrets secrets,
        Action<PropertyAffordance, JsonElement> property,
        Action<EventAffordance, JsonElement> happened,
        Action wrong,
        ILogger logger)
    {
        (_device, _wrong, _logger, Thing) = (device, wrong, logger, thing);
        var ending = _end.Token;
        _listening = Task.WhenAll(thing.Properties.Values.Where(each => each.IsObservable)
            .Select(each => new Func<Task>(() => ListenAsync(
                each.Name, said => client.ObservePropertyAsync(thing, each.Name, secrets, said, ending), value => property(each, value), ending)))
            .Concat(thing.Events.Values.Select(each => new Func<Task>(() => ListenAsync(
                each.Name, said => client.SubscribeEventAsync(thing, each.Name, secrets, said, ending), value => happened(each, value), ending))))
            .Take(MostListened)
            .Select(listenAsync => Task.Run(listenAsync)));
    }

    /// <summary>The description it listens by.</summary>
    public Thing Thing { get; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _end.Dispose();
    }

    private async Task ListenAsync(
        string name, Func<Action<ThingException?>, IAsyncEnumerable<JsonElement>> open, Action<JsonElement> take, CancellationToken ending)
    {
        ThingFailure? told = null;
        try
        {
            await foreach (var value in open(Say).WithCancellation(ending))
            {
                take(value);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nobody wants to hear it any more.
        }
        catch (ThingException never)
        {
            SensingLog.NotHeard(_logger, _device, name, never.Message);
        }
        catch (Exception unexpected)
        {
            SensingLog.ListeningFailed(_logger, _device, name, unexpected);
        }

        void Say(ThingException? trouble)
        {
            if (trouble?.Failure == ThingFailure.OutputNotAsDeclared)
            {
                _wrong();
            }

            if (trouble is not null && trouble.Failure != told)
            {
                SensingLog.NotHeard(_logger, _device, name, trouble.Message);
            }

            told = trouble?.Failure;
        }
    }
}
