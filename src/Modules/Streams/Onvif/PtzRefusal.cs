using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Foundation;
using Vedette.Media.Onvif;
using Vedette.Platform.Web;

namespace Vedette.Streams.Onvif;

/// <summary>What is answered when a camera cannot be moved.</summary>
internal static class PtzRefusal
{
    public static ProblemHttpResult NoPtz() => Problem.Conflict("no-ptz", "The camera cannot be moved.");

    public static ProblemHttpResult TooFast() =>
        Problem.Refuse(StatusCodes.Status429TooManyRequests, "too-many-moves", "The camera is moved too often; try again in a moment.");

    public static ProblemHttpResult Of(FaultException fault) => fault switch
    {
        NoPtzException => NoPtz(),
        OnvifException { Fault: "NoToken" } => Problem.Refuse(StatusCodes.Status404NotFound, "not-found", "The camera does not remember such a position."),
        OnvifException { Fault: "ServiceNotSupported" } => NoPtz(),
        OnvifException onvif => Problem.Refuse(StatusCodes.Status502BadGateway, "camera-" + CauseOf(onvif.Cause), onvif.Message),
        _ => Problem.Refuse(StatusCodes.Status502BadGateway, "camera-unreachable", fault.Message),
    };

    public static string CauseOf(OnvifCause cause) => JsonNamingPolicy.KebabCaseLower.ConvertName(cause.ToString());
}
