using System.Runtime.CompilerServices;
using System.Text.Json;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>Keeps a subscription standing until it is cancelled, whatever the thing and the network do.</summary>
internal sealed class Subscriptions(Exchange exchange, ThingLimits limits, TimeProvider time)
{
    /// <exception cref="ThingException">It can never stand: there is no form for it, or no proof.</exception>
    public async IAsyncEnumerable<JsonElement> OpenAsync(
        Thing thing, Affordance affordance, Operations operation, DataSchema? schema, ThingSecrets secrets, Action<ThingException?>? onState,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var form = FormChoice.Choose(thing, affordance, operation, secrets);
        var line = new SubscriptionLine(exchange, limits, time, thing, affordance, form, secrets);
        _ = Proof.For(thing, form, form.Target()!, secrets);
        var (pace, pause, stands) = (new Pace(time), new Pause(limits, time), false);
        while (true)
        {
            await using var connection = line.ConnectAsync(cancellation).GetAsyncEnumerator(cancellation);
            while (await NextAsync(connection) is { } incoming)
            {
                pause.Reset();
                Tell(null);
                await pace.WaitAsync(cancellation);
                if (Read(incoming) is { } value)
                {
                    yield return value;
                }
            }

            await (line.IsAskedAnew ? pace.WaitAsync(cancellation) : pause.AfterFailureAsync(line.Retry, cancellation));
        }

        async ValueTask<Incoming?> NextAsync(IAsyncEnumerator<Incoming> connection)
        {
            try
            {
                return await connection.MoveNextAsync() ? connection.Current : null;
            }
            catch (ThingException trouble)
            {
                Tell(trouble);
                return null;
            }
        }

        JsonElement? Read(Incoming incoming)
        {
            try
            {
                return incoming.Bytes is { } bytes
                    ? Answers.Value(bytes, incoming.ContentType, form.ResponseContentType ?? form.ContentType, schema, affordance.Name)
                    : null;
            }
            catch (ThingException wrong)
            {
                Tell(wrong);
                return null;
            }
        }

        void Tell(ThingException? trouble)
        {
            if (trouble is not null || !stands)
            {
                stands = trouble is null;
                onState?.Invoke(trouble);
            }
        }
    }
}
