using System.Net;
using Microsoft.Extensions.Logging;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Hub;

namespace Vedette.Streams;

/// <summary>What this module says in the log. Event ids 4000 to 4999; names and numbers are kept for ever.</summary>
internal static partial class StreamsLog
{
    [LoggerMessage(4000, LogLevel.Information, "Camera {Camera}: its {Stream} stream is online.")]
    public static partial void CameraOnline(ILogger logger, CameraId camera, StreamChoice stream);

    [LoggerMessage(4001, LogLevel.Warning, "Camera {Camera}: its {Stream} stream is silent ({Cause}): {Detail}")]
    public static partial void CameraSilent(ILogger logger, CameraId camera, StreamChoice stream, FeedBreakCause cause, string detail);

    [LoggerMessage(4002, LogLevel.Critical, "Camera {Camera}: its session failed unexpectedly and will be tried again.")]
    public static partial void SessionFailed(ILogger logger, CameraId camera, Exception fault);

    [LoggerMessage(4003, LogLevel.Information, "Camera {Camera}: its {Codec} sound is not supported and left out.")]
    public static partial void AudioLeftOut(ILogger logger, CameraId camera, string codec);

    [LoggerMessage(4004, LogLevel.Warning, "{Events} events about cameras could not be written and are tried again; capture goes on.")]
    public static partial void EventsWait(ILogger logger, int events, Exception fault);

    [LoggerMessage(4005, LogLevel.Warning, "The roster could not be compared with the database and will be; the local copy is used.")]
    public static partial void RosterNotCompared(ILogger logger, Exception fault);

    [LoggerMessage(4007, LogLevel.Critical, "{Events} events about cameras could not be written and are lost; capture goes on.")]
    public static partial void EventsLost(ILogger logger, int events, Exception fault);

    [LoggerMessage(4008, LogLevel.Critical, "The roster in the database could not be read; the local copy is used.")]
    public static partial void RosterUnreadable(ILogger logger, Exception fault);

    [LoggerMessage(4009, LogLevel.Error, "The local roster could not be read; cameras are captured as soon as the database answers.")]
    public static partial void RosterNotLoaded(ILogger logger, Exception fault);

    [LoggerMessage(4040, LogLevel.Warning, "Camera {Camera}: its pictures are not converted for viewers: {Complaint}")]
    public static partial void TranscodeFailed(ILogger logger, CameraId camera, string complaint);

    [LoggerMessage(4006, LogLevel.Critical, "Camera {Camera}: live view failed unexpectedly; its viewers were sent away.")]
    public static partial void LiveViewFailed(ILogger logger, CameraId camera, Exception fault);

    [LoggerMessage(4060, LogLevel.Information, "RTSP clients are served on {Address}, TCP port {Port}, UDP ports {UdpPort} and the next.")]
    public static partial void RestreamListening(ILogger logger, IPAddress address, int port, int udpPort);

    [LoggerMessage(4061, LogLevel.Error, "RTSP clients cannot be served: port {Port} is not to be had ({Reason}). It is tried again; streams:restreamPort sets another, streams:restream=false none.")]
    public static partial void RestreamPortTaken(ILogger logger, int port, string reason);

    [LoggerMessage(4062, LogLevel.Critical, "An RTSP client's session failed unexpectedly and was ended.")]
    public static partial void RestreamFailed(ILogger logger, Exception fault);

    [LoggerMessage(4200, LogLevel.Information, "Camera {Camera}: its ONVIF service tells what it notices.")]
    public static partial void EventsFollowed(ILogger logger, CameraId camera);

    [LoggerMessage(4201, LogLevel.Warning, "Camera {Camera}: its ONVIF events are not heard and are tried again ({Cause}): {Detail}")]
    public static partial void EventsNotHeard(ILogger logger, CameraId camera, string cause, string detail);

    [LoggerMessage(4202, LogLevel.Critical, "Camera {Camera}: listening to its ONVIF events failed unexpectedly and will be tried again.")]
    public static partial void EventsFailed(ILogger logger, CameraId camera, Exception fault);

    [LoggerMessage(4203, LogLevel.Error, "Camera {Camera} could not be told to stop moving: {Detail}")]
    public static partial void StopFailed(ILogger logger, CameraId camera, string detail);

    [LoggerMessage(4204, LogLevel.Critical, "Camera {Camera}: stopping its movement failed unexpectedly.")]
    public static partial void StopFailedUnexpectedly(ILogger logger, CameraId camera, Exception fault);
}
