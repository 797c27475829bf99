using System.Text.Json;
using Vedette.Platform.Outbound;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>Reads what a thing answers.</summary>
internal static class Answers
{
    /// <exception cref="ThingException">It says no.</exception>
    public static void Check(OutboundReply reply)
    {
        if (Refusal((int)reply.Status) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>What a status means; null for success.</summary>
    public static ThingException? Refusal(int status) => status switch
    {
        >= 200 and <= 299 => null,
        401 => new(ThingFailure.Refused, "The thing does not accept who we say we are (401).") { Status = status },
        403 => new(ThingFailure.Refused, "The thing does not let us do this (403).") { Status = status },
        404 => new(ThingFailure.Failed, "The thing has nothing at the address it declares (404).") { Status = status },
        >= 300 and <= 399 => new(ThingFailure.Failed, $"The thing sends us elsewhere, where this cannot go ({status}).") { Status = status },
        _ => new(ThingFailure.Failed, $"The thing says that it failed ({status}).") { Status = status },
    };

    /// <summary>The value in an answer, checked; null when the answer is empty.</summary>
    /// <exception cref="ThingException">It is not what was declared.</exception>
    public static JsonElement? Value(OutboundReply reply, Form form, DataSchema? schema, string name) =>
        reply.Body.Length == 0 ? null : Value(reply.Body, reply.ContentType?.ToString(), form.ResponseContentType ?? form.ContentType, schema, name);

    /// <inheritdoc cref="Value(OutboundReply, Form, DataSchema, string)"/>
    public static JsonElement Value(ReadOnlyMemory<byte> bytes, string? actual, string declared, DataSchema? schema, string name)
    {
        var value = Payload.Read(bytes, actual, declared, schema);
        return schema is not null && SchemaCheck.Output(schema, value) is { Count: > 0 } complaints
            ? throw new ThingException(ThingFailure.OutputNotAsDeclared, $"What the thing says for \"{name}\" is not what it declares: {string.Join("; ", complaints)}.") { Complaints = complaints }
            : value;
    }
}
