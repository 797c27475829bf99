using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Vedette.Platform.Web;

/// <summary>
/// Says in words what the framework found wrong with a request. It tells only in exception texts, which name types of ours: nothing of them
/// is passed on but the names of fields and parameters.
/// </summary>
internal static partial class BadRequest
{
    public static ProblemHttpResult Explain(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: not StatusCodes.Status400BadRequest } => StatusProblem.Of(bad.StatusCode)!,
        { InnerException: JsonException json } => Explain(json),
        _ when FailedParameter().Match(bad.Message) is { Success: true } found =>
            Problem.Invalid(Camel(found.Groups["name"].Value), "The value does not fit."),
        _ when MissingParameter().Match(bad.Message) is { Success: true } found =>
            Problem.Invalid(Camel(found.Groups["name"].Value), "A value is required."),
        _ when bad.Message.StartsWith("Implicit body", StringComparison.Ordinal) => Problem.Refuse(
            StatusCodes.Status400BadRequest, "invalid-request", "A JSON body is required."),
        _ => StatusProblem.Of(bad.StatusCode)!,
    };

    private static ProblemHttpResult Explain(JsonException json)
    {
        var message = json.Message;
        if (MissingMembers().Match(message) is { Success: true } missing)
        {
            var prefix = Field(json.Path) is { Length: > 0 } path ? path + "." : "";
            return Problem.Invalid(QuotedName().Matches(missing.Groups["names"].Value)
                .ToDictionary(name => prefix + Camel(name.Groups["name"].Value), string[] (_) => ["A value is required."]));
        }

        if (message.Contains("could not be converted to", StringComparison.Ordinal))
        {
            return Problem.Invalid(Field(json.Path), $"The value must be {Kind(json.InnerException?.Message ?? message)}.");
        }

        if (message.Contains("doesn't allow setting null values", StringComparison.Ordinal)
            || message.Contains("doesn't allow null values", StringComparison.Ordinal))
        {
            return Problem.Invalid(Field(json.Path) is { Length: > 0 } field ? field : Camel(QuotedName().Match(message).Groups["name"].Value), "The value must not be null.");
        }

        // Thrown by a converter of ours with its own words, and completed with the path by the serializer.
        if (json.InnerException is null && json.Path is { Length: > 1 } && !message.Contains("LineNumber", StringComparison.Ordinal))
        {
            return Problem.Invalid(Field(json.Path), message);
        }

        var line = ((json.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        var position = ((json.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
        return Problem.Refuse(
            StatusCodes.Status400BadRequest, "malformed-json", $"The body is not JSON: line {line}, position {position}.");
    }

    // "$.source.url" -> "source.url"
    private static string Field(string? path) => path is null ? "" : path.TrimStart('$').TrimStart('.');

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    // "Cannot get the value of a token type 'Number' as a string.", "… is out of bounds for an Int32.", "… converted to System.Boolean."
    private static string Kind(string said)
    {
        return Says("as a string") ? "a text"
            : Says("as a boolean") || Says("Boolean") ? "true or false"
            : Says("an Int") || Says(" System.Int") ? "a whole number within its range"
            : Says("as a number") || Says("Double") || Says("Decimal") ? "a number"
            : Says("Guid") ? "an id"
            : Says("List`1") || Says("[]") ? "a list"
            : "of another kind";

        bool Says(string word) => said.Contains(word, StringComparison.Ordinal);
    }

    [GeneratedRegex("""^Failed to bind parameter "(?:\S+ )?(?<name>\w+)" from """, RegexOptions.ExplicitCapture)]
    private static partial Regex FailedParameter();

    [GeneratedRegex("""^Required parameter "(?:\S+ )?(?<name>\w+)" was not provided from """, RegexOptions.ExplicitCapture)]
    private static partial Regex MissingParameter();

    [GeneratedRegex("missing required properties including: (?<names>.+?)\\.?$", RegexOptions.ExplicitCapture)]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex QuotedName();
}
