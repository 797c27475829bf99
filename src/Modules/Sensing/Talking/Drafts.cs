using System.Text.Json;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>Turns a form into a request.</summary>
internal static class Drafts
{
    // What HTTP has for resources; CONNECT and TRACE are between servers.
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <param name="form">The form.</param>
    /// <param name="affordance">Whose.</param>
    /// <param name="method">That of the protocol binding, where the form names none.</param>
    /// <param name="input">What to send, or null.</param>
    /// <param name="variables">Values for the variables of the address.</param>
    /// <param name="accept">What to ask for, where the form's own headers do not say; the form's content type if null.</param>
    /// <exception cref="ThingException">It makes no request.</exception>
    public static Draft Of(Form form, Affordance affordance, HttpMethod method, JsonElement? input, IReadOnlyDictionary<string, string>? variables, string? accept = null)
    {
        if (form.Method is { } named && !Methods.Contains(named))
        {
            throw new ThingException(ThingFailure.NoForm, $"\"{affordance.Name}\" asks for a method that is not used here.");
        }

        var draft = new Draft
        {
            Method = form.Method is null ? method : HttpMethod.Parse(form.Method),
            Target = form.Target(variables) ?? throw new ThingException(ThingFailure.NoForm, $"The address of \"{affordance.Name}\" makes no address with these variables."),
            ContentType = form.ContentType,
            Body = input is { } value ? Payload.Write(value, form.ContentType) : null,
        };
        foreach (var (name, text) in form.Headers)
        {
            _ = draft.TryAdd(name, text);
        }

        if (!draft.Headers.Any(header => header.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase)))
        {
            _ = draft.TryAdd("Accept", accept ?? form.ResponseContentType ?? form.ContentType);
        }

        return draft;
    }
}
