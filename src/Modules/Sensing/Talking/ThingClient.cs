using System.Globalization;
using System.Text.Json;
using Vedette.Media.Rtsp;
using Vedette.Platform.Outbound;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>Talks to things through nothing but what they declare (R-42): the forms say where, how and with what proof.</summary>
/// <remarks>
/// Belongs here: the operations. Does not: knowledge of any kind of device. Every method throws a <see cref="ThingException"/> when the
/// thing does not do its part, and an <see cref="OperationCanceledException"/> when cancelled; nothing else.
/// </remarks>
internal sealed class ThingClient
{
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly JsonElement EmptyObject = JsonElement.Parse("{}");

    private readonly ThingLimits _limits;
    private readonly Exchange _exchange;
    private readonly Subscriptions _subscriptions;

    public ThingClient(OutboundHttp outbound, ThingLimits limits, TimeProvider time)
    {
        _limits = limits;
        _exchange = new Exchange(outbound, limits);
        _subscriptions = new Subscriptions(_exchange, limits, time);
    }

    /// <summary>Reads what a thing says of itself.</summary>
    /// <param name="address"><c>host</c>, <c>host:port</c> (looks at /device, then at /.well-known/wot) or the URL of the description.</param>
    /// <param name="secrets">What to prove who we are with, if the thing asks before it says anything.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ThingException">There is no answer, or none that lets us in.</exception>
    /// <exception cref="ThingFormatException">What came is no description.</exception>
    public async Task<Thing> FetchDescriptionAsync(string address, ThingSecrets secrets, CancellationToken cancellation)
    {
        var places = ThingAddress.Candidates(address);
        if (places.Count == 0)
        {
            throw new ThingException(ThingFailure.Unreachable, "This is no address. It has the form host, host:port or http://host/path.");
        }

        ThingFormatException? wrong = null;
        ThingException? failed = null;
        foreach (var place in places)
        {
            try
            {
                return await FetchAsync(place, secrets, cancellation);
            }
            catch (ThingFormatException format)
            {
                wrong ??= format;
            }
            catch (ThingException failure) when (failure.Failure == ThingFailure.Failed)
            {
                failed ??= failure;
            }
        }

        // What does answer but has no description anywhere is reachable, and no thing.
        throw wrong ?? new ThingFormatException($"there is none at {string.Join(" or ", places.Select(place => place.GetLeftPart(UriPartial.Path)))}: {failed!.Message}");
    }

    /// <summary>Reads a property.</summary>
    /// <exception cref="ThingException">It cannot be read, or is not what was declared.</exception>
    public async Task<JsonElement> ReadPropertyAsync(
        Thing thing, string name, ThingSecrets secrets, CancellationToken cancellation, IReadOnlyDictionary<string, JsonElement>? variables = null)
    {
        var property = Find(thing.Properties, name, "property");
        var answer = await AskAsync(thing, property, Operations.ReadProperty, HttpMethod.Get, null, property.Schema, secrets, variables, cancellation);
        return answer ?? throw new ThingException(ThingFailure.OutputNotAsDeclared, $"The thing answers to reading \"{name}\" with nothing.");
    }

    /// <summary>Writes a property. Nothing is sent that the thing does not declare to take.</summary>
    /// <exception cref="ThingException">It cannot be written, or not with this.</exception>
    public async Task WritePropertyAsync(
        Thing thing, string name, JsonElement value, ThingSecrets secrets, CancellationToken cancellation, IReadOnlyDictionary<string, JsonElement>? variables = null)
    {
        var property = Find(thing.Properties, name, "property");
        CheckInput(property.Schema, value, name);
        _ = await AskAsync(thing, property, Operations.WriteProperty, HttpMethod.Put, value, null, secrets, variables, cancellation);
    }

    /// <summary>Invokes an action; returns what it answers, null when that is nothing.</summary>
    /// <exception cref="ThingException">It cannot be invoked, or not with this, or does not answer as declared.</exception>
    public Task<JsonElement?> InvokeActionAsync(
        Thing thing, string name, JsonElement? input, ThingSecrets secrets, CancellationToken cancellation, IReadOnlyDictionary<string, JsonElement>? variables = null)
    {
        var action = Find(thing.Actions, name, "action");
        if (action.Input is null && input is not null)
        {
            throw new ThingException(ThingFailure.InputNotAllowed, $"The action \"{name}\" takes no input.") { Complaints = ["is not known to the thing"] };
        }

        // An object of which nothing is required may be left out by the caller; the thing still gets what it declares.
        input ??= action.Input is { Kind: DataKind.Object, Required.Count: 0 } ? EmptyObject : null;
        if (input is { } given)
        {
            CheckInput(action.Input!, given, name);
        }
        else if (action.Input is { Kind: not (null or DataKind.Null) })
        {
            throw new ThingException(ThingFailure.InputNotAllowed, $"The action \"{name}\" needs input.") { Complaints = ["is missing"] };
        }

        return AskAsync(thing, action, Operations.InvokeAction, HttpMethod.Post, input, action.Output, secrets, variables, cancellation);
    }

    /// <summary>Watches a property until cancelled: recovers by itself, with pauses that grow.</summary>
    /// <param name="thing">The thing.</param>
    /// <param name="name">The property's.</param>
    /// <param name="secrets">What proves who we are.</param>
    /// <param name="onState">Told why it does not stand, and null when it stands (again).</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ThingException">It cannot be watched at all.</exception>
    public IAsyncEnumerable<JsonElement> ObservePropertyAsync(Thing thing, string name, ThingSecrets secrets, Action<ThingException?>? onState, CancellationToken cancellation)
    {
        var property = Find(thing.Properties, name, "property");
        return _subscriptions.OpenAsync(thing, property, Operations.ObserveProperty, property.Schema, secrets, onState, cancellation);
    }

    /// <summary>Listens to an event until cancelled: recovers by itself, with pauses that grow.</summary>
    /// <inheritdoc cref="ObservePropertyAsync"/>
    public IAsyncEnumerable<JsonElement> SubscribeEventAsync(Thing thing, string name, ThingSecrets secrets, Action<ThingException?>? onState, CancellationToken cancellation)
    {
        var affordance = Find(thing.Events, name, "event");
        return _subscriptions.OpenAsync(thing, affordance, Operations.SubscribeEvent, affordance.Content, secrets, onState, cancellation);
    }

    private async Task<Thing> FetchAsync(Uri place, ThingSecrets secrets, CancellationToken cancellation)
    {
        var draft = new Draft { Method = HttpMethod.Get, Target = place };
        _ = draft.TryAdd("Accept", "application/td+json, application/json;q=0.9");
        var bounds = new OutboundLimits(_limits.Answer, DescriptionLimits.Size);
        var reply = await _exchange.SendAsync(draft, authorization: null, bounds, cancellation);
        if ((int)reply.Status == 401 && Proof.IsSameOrigin(reply.Url, place) && Authorization(reply, draft, secrets) is { } authorization)
        {
            reply = await _exchange.SendAsync(draft, authorization, bounds, cancellation);
        }

        Answers.Check(reply);
        if (reply.ContentType?.ToString() is { } type && !Payload.IsJson(type))
        {
            throw new ThingFormatException($"it comes as {(type.Length > 100 ? "something else" : type)}, not as application/td+json");
        }

        // Relative addresses are relative to where it came from in the end; secrets are for whom we asked.
        return ThingDescription.Parse(reply.Body, reply.Url) with { Source = place };
    }

    /// <summary>Before there is a description, the challenge says how to prove it.</summary>
    private static string? Authorization(OutboundReply reply, Draft draft, ThingSecrets secrets)
    {
        var challenges = reply.Headers.WwwAuthenticate.Select(challenge => challenge.ToString()).ToList();
        if (secrets.Username is { } username)
        {
            var credentials = new RtspCredentials(username, secrets.Password);
            return credentials.TakeUp(challenges) is null ? null : credentials.Authorize(draft.Method.Method, draft.Target.PathAndQuery);
        }

        return secrets.Token is { } token && challenges.SelectMany(AuthChallenge.Read).Any(challenge => challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            ? $"Bearer {token}"
            : null;
    }

    private async Task<JsonElement?> AskAsync(
        Thing thing, Affordance affordance, Operations operation, HttpMethod method, JsonElement? input, DataSchema? output,
        ThingSecrets secrets, IReadOnlyDictionary<string, JsonElement>? variables, CancellationToken cancellation)
    {
        var form = FormChoice.Choose(thing, affordance, operation, secrets);
        var draft = Drafts.Of(form, affordance, method, input, Fill(affordance, variables));
        var proof = Proof.For(thing, form, draft.Target, secrets);
        var reply = await _exchange.SendAsync(draft, proof, _limits.Answer, cancellation);
        Answers.Check(reply);
        return operation == Operations.WriteProperty ? null : Answers.Value(reply, form, output, affordance.Name);
    }

    private static Dictionary<string, string> Fill(Affordance affordance, IReadOnlyDictionary<string, JsonElement>? variables)
    {
        if (variables is not { Count: > 0 })
        {
            return NoVariables;
        }

        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            if (!affordance.UriVariables.TryGetValue(name, out var schema))
            {
                throw new ThingException(ThingFailure.InputNotAllowed, $"\"{affordance.Name}\" knows no variable \"{name}\".");
            }

            CheckInput(schema, value, name);
            filled[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }

        return filled;
    }

    private static void CheckInput(DataSchema schema, JsonElement value, string name)
    {
        if (SchemaCheck.Input(schema, value) is { Count: > 0 } complaints)
        {
            throw new ThingException(ThingFailure.InputNotAllowed, $"The thing does not take this for \"{name}\": {string.Join("; ", complaints)}.") { Complaints = complaints };
        }
    }

    private static T Find<T>(IReadOnlyDictionary<string, T> affordances, string name, string kind)
        where T : Affordance => affordances.TryGetValue(name, out var found)
            ? found
            : throw new ThingException(ThingFailure.NoSuchAffordance, string.Create(CultureInfo.InvariantCulture, $"The thing has no {kind} \"{name}\"."));
}
