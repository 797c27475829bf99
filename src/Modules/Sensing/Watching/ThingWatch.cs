using System.Text.Json;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Sensing;
using Vedette.Foundation;
using Vedette.Sensing.Describing;
using Vedette.Sensing.Domain;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Talking;

namespace Vedette.Sensing.Watching;

/// <summary>
/// Watches one thing: looks every few seconds whether it answers, sees to it that it is on or off as it is wanted, and takes what it says.
/// </summary>
/// <remarks>Belongs here: what happens in which order. Does not: how a thing is talked to (Talking), what its words mean (Describing).</remarks>
internal sealed class ThingWatch(KnownThing thing, Standing standing, WatchTools tools)
{
    private const string StatusProperty = "status";
    private const string ToggleAction = "toggle";
    private const int MeasurementsPerSecond = 100;
    private const int MostPolled = 8;

    private readonly Lock _gate = new();
    private readonly Nap _nap = new(tools.Time);
    private readonly Allowance _allowance = new(MeasurementsPerSecond);
    private KnownThing _thing = thing;
    private ThingState _state = ThingState.Unknown with { Standing = standing };
    private ThingDescribed? _told;
    private ThingListening? _listening;
    private MeasurementReader? _reader;

    public ThingState State => Volatile.Read(ref _state);

    private DeviceId Id => _thing.Id;

    /// <summary>Something about the device changed: the next look comes at once.</summary>
    public void Apply(KnownThing changed)
    {
        var isElsewhere = changed.Source != _thing.Source;
        Volatile.Write(ref _thing, changed);
        if (isElsewhere)
        {
            Update(state => state with { Description = null });
        }

        _nap.Wake();
    }

    /// <summary>Somebody did something with the thing: looks at once what came of it.</summary>
    public void Hurry() => _nap.Wake();

    public async Task RunAsync(CancellationToken ending)
    {
        try
        {
            while (true)
            {
                await RoundAsync(ending);
                Update(state => state with { Looks = state.Looks + 1 });
                await _nap.WaitAsync(tools.Options.Pause, ending);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Not wanted any more.
        }
        finally
        {
            await ListenAsync(null, ThingSecrets.None);
        }
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        var wanted = Volatile.Read(ref _thing);
        try
        {
            var secrets = tools.Desk.SecretsOf(wanted);
            var description = await LookAsync(wanted, secrets, cancellation);
            await ListenAsync(wanted.Enabled ? description : null, secrets);
        }
        catch (Exception failed) when (failed is ThingException or ThingFormatException or FaultException)
        {
            Trouble(failed.Message);
            Stand(State.Standing.Silent(tools.Time.GetUtcNow(), tools.Options.OfflineAfter));
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            SensingLog.WatchFailed(tools.Logger, Id, unexpected);
        }
    }

    /// <summary>One look, not too many of them at a time. The thing answers in time, or this throws.</summary>
    private async Task<Thing> LookAsync(KnownThing wanted, ThingSecrets secrets, CancellationToken cancellation)
    {
        await tools.Turns.WaitAsync(cancellation);
        try
        {
            var known = State.Standing.Status == DeviceStatus.Online ? State.Description : null;
            var description = known is not null && IsReadable(known) ? known : await DescribeAsync(wanted, secrets, cancellation);
            var status = IsReadable(description)
                ? await tools.Desk.Prober.ReadPropertyAsync(description, StatusProperty, secrets, cancellation)
                : (JsonElement?)null;
            Met(wanted, description, status);
            var trouble = await AgreeAsync(wanted, description, secrets, cancellation);
            Trouble(trouble ?? (wanted.Enabled ? await AskAsync(description, secrets, cancellation) : null));
            return description;
        }
        finally
        {
            _ = tools.Turns.Release();
        }
    }

    private static bool IsReadable(Thing thing) =>
        thing.Properties.TryGetValue(StatusProperty, out var status) && status.Forms.Any(form => form.Operations.HasFlag(Operations.ReadProperty));

    /// <summary>As it describes itself now; what is known already stays the same object while the thing says the same.</summary>
    private async Task<Thing> DescribeAsync(KnownThing wanted, ThingSecrets secrets, CancellationToken cancellation)
    {
        var description = await tools.Desk.Prober.FetchDescriptionAsync(wanted.Source!.Url.AbsoluteUri, secrets, cancellation);
        if (wanted.ThingId is { } id && description.Id is { } other && other != id)
        {
            throw new ThingException(ThingFailure.Failed, $"Another thing answers at its address: {(other.Length > 200 ? other[..200] : other)}.");
        }

        return State.Description is { } known && SameThing.Is(known, description) ? known : description;
    }

    /// <summary>It answered.</summary>
    private void Met(KnownThing wanted, Thing description, JsonElement? status)
    {
        var capabilities = CapabilityFinder.Find(description, status);
        _reader = new MeasurementReader(capabilities, tools.Time);
        Update(state => state with { Description = description, Capabilities = capabilities, Enabled = EnabledIn(status) ?? state.Enabled });
        var now = tools.Time.GetUtcNow();
        var described = new ThingDescribed(Id, description.Id ?? wanted.Source!.Url.AbsoluteUri, description.Title, capabilities, now);
        if (_told is null || (_told.ThingId, _told.Title) != (described.ThingId, described.Title) || !_told.Capabilities.SequenceEqual(capabilities))
        {
            _told = described;
            tools.News.Tell(described);
        }

        Stand(State.Standing.Answered(now));
    }

    /// <summary>Sees to it that the thing is on or off as it is wanted; why it is not, in words.</summary>
    private async Task<string?> AgreeAsync(KnownThing wanted, Thing description, ThingSecrets secrets, CancellationToken cancellation)
    {
        if (State.Enabled is not { } enabled || enabled == wanted.Enabled)
        {
            return null;
        }

        var word = wanted.Enabled ? "on" : "off";
        if (!description.Actions.ContainsKey(ToggleAction))
        {
            return $"The thing cannot be switched {word}: it has no action \"{ToggleAction}\".";
        }

        try
        {
            var order = JsonSerializer.SerializeToElement(new { enable = wanted.Enabled });
            _ = await tools.Desk.Prober.InvokeActionAsync(description, ToggleAction, order, secrets, cancellation);
            var status = await tools.Desk.Prober.ReadPropertyAsync(description, StatusProperty, secrets, cancellation);
            Update(state => state with { Enabled = EnabledIn(status) ?? state.Enabled });
        }
        catch (ThingException failed)
        {
            return $"The thing could not be switched {word}: {failed.Message}";
        }

        if (State.Enabled != wanted.Enabled)
        {
            return $"The thing was switched {word}, and says that it is not.";
        }

        SensingLog.Toggled(tools.Logger, Id, word);
        tools.News.Tell(new ActionRecorded(Guid.CreateVersion7(), "sensing.thing-toggled", "system", Id.Value, $"switched {word}", tools.Time.GetUtcNow()));
        return null;
    }

    /// <summary>Sensors of things that tell nothing by themselves are asked; why one did not answer, in words.</summary>
    private async Task<string?> AskAsync(Thing description, ThingSecrets secrets, CancellationToken cancellation)
    {
        string? trouble = null;
        var mute = description.Events.Count > 0 ? [] : description.Properties.Values.Where(each => !each.IsObservable && _reader!.MeasureOf(each) is not null);
        foreach (var property in mute.Take(MostPolled))
        {
            try
            {
                Take(property, await tools.Desk.Prober.ReadPropertyAsync(description, property.Name, secrets, cancellation));
            }
            catch (ThingException failed)
            {
                LeaveOut(failed.Failure == ThingFailure.OutputNotAsDeclared ? 1 : 0);
                trouble = failed.Message;
            }
        }

        return trouble;
    }

    /// <summary>Listens by this description, to nothing without one.</summary>
    private async Task ListenAsync(Thing? description, ThingSecrets secrets)
    {
        if (_listening?.Thing == description)
        {
            return;
        }

        if (_listening is { } old)
        {
            _listening = null;
            await old.DisposeAsync();
        }

        _listening = description is null
            ? null
            : new ThingListening(Id, description, tools.Desk.Client, secrets, Take, Take, () => LeaveOut(1), tools.Logger);
    }

    private void Take(PropertyAffordance property, JsonElement value)
    {
        var now = tools.Time.GetUtcNow();
        tools.Topics.Tell(Id, new { type = "property", name = property.Name, value, at = now });
        if (property.Name == StatusProperty && EnabledIn(value) is { } enabled)
        {
            var isNews = State.Enabled != enabled;
            Update(state => state with { Enabled = enabled });
            if (isNews)
            {
                TellStanding();
                _nap.Wake();
            }
        }
        else if (_reader?.MeasureOf(property) is not null)
        {
            if (_reader.OfProperty(property, value) is { } measured)
            {
                Take(measured);
            }
            else
            {
                LeaveOut(1);
            }
        }
    }

    private void Take(EventAffordance happened, JsonElement value)
    {
        tools.Topics.Tell(Id, new { type = "event", name = happened.Name, data = value, at = tools.Time.GetUtcNow() });
        if (_reader is not { } reader || State.Description is not { } description)
        {
            return;
        }

        var measurements = reader.OfEvent(happened.Name, happened.Content, value, out var leftOut);
        LeaveOut(leftOut);

        // What a property tells by itself is taken from there, once.
        var told = description.Properties.Values.Where(each => each.IsObservable).Select(reader.MeasureOf).ToHashSet();
        foreach (var measured in measurements.Where(each => !told.Contains(each.Measure)))
        {
            Take(measured);
        }
    }

    private void Take(Measured measured)
    {
        lock (_gate)
        {
            if (!_allowance.Take(tools.Time.GetUtcNow()))
            {
                _state = _state with { LeftOut = _state.LeftOut + 1 };
                return;
            }

            _state = _state with { Latest = _state.Latest.SetItem(measured.Measure, measured) };
        }

        tools.News.Tell(new MeasurementReceived(Guid.CreateVersion7(), Id, measured.Measure, measured.Unit, measured.Value, measured.At));
        tools.Topics.Tell(Id, new { type = "measurement", measured.Measure, measured.Unit, measured.Value, measured.At });
    }

    private void LeaveOut(int values) => Update(state => values == 0 ? state : state with { LeftOut = state.LeftOut + values });

    private void Trouble(string? words)
    {
        var isNews = State.LastError != words;
        Update(state => state with { LastError = words });
        if (isNews)
        {
            if (words is not null)
            {
                SensingLog.Trouble(tools.Logger, Id, words);
            }

            TellStanding();
        }
    }

    private void Stand(Standing now)
    {
        var before = State.Standing;
        Update(state => state with { Standing = now });
        if (now.Status is { } status && status != before.Status)
        {
            SensingLog.StatusChanged(tools.Logger, Id, status);
            tools.News.Tell(new DeviceStatusChanged(Id, status, now.Since!.Value, now.LastOnline));
            TellStanding();
        }
    }

    private void TellStanding() => tools.Topics.Tell(Id, StandingMessage.Of(State));

    private void Update(Func<ThingState, ThingState> change)
    {
        lock (_gate)
        {
            Volatile.Write(ref _state, change(_state));
        }
    }

    private static bool? EnabledIn(JsonElement? status) =>
        status is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("enabled", out var enabled) && enabled.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? enabled.GetBoolean()
            : null;
}
