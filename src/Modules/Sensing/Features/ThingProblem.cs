using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Platform.Web;
using Vedette.Sensing.Talking;

namespace Vedette.Sensing.Features;

/// <summary>What went wrong between us and a thing, as whoever asked is told.</summary>
internal static class ThingProblem
{
    public static ProblemHttpResult Of(ThingException failed) => failed.Failure switch
    {
        ThingFailure.AddressNotAllowed => Problem.Refuse(StatusCodes.Status400BadRequest, "address-not-allowed", failed.Message),
        ThingFailure.Refused or ThingFailure.NoWayIn => Problem.Refuse(StatusCodes.Status502BadGateway, "thing-refused", failed.Message),
        ThingFailure.NoSuchAffordance => Problem.Refuse(StatusCodes.Status404NotFound, "not-found", failed.Message),
        ThingFailure.NoForm => Problem.Refuse(StatusCodes.Status400BadRequest, "not-offered", failed.Message),
        ThingFailure.InputNotAllowed => Problem.Refuse(StatusCodes.Status400BadRequest, "value-not-allowed", failed.Message, Errors("value", failed.Complaints)),
        ThingFailure.OutputNotAsDeclared or ThingFailure.Failed => Problem.Refuse(StatusCodes.Status502BadGateway, "thing-failed", failed.Message),
        _ => Problem.Refuse(StatusCodes.Status502BadGateway, "thing-unreachable", failed.Message),
    };

    public static IReadOnlyDictionary<string, string[]> Errors(string field, IReadOnlyList<string> complaints) =>
        new Dictionary<string, string[]> { [field] = [.. complaints] };
}
