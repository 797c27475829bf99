using System.Text.Json.Serialization;

namespace Vedette.Contracts.Recording;

/// <summary>Why there is no footage.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GapCause>))]
public enum GapCause
{
    /// <summary>The camera cannot be reached: no answer, no route, name unknown.</summary>
    [JsonStringEnumMemberName("camera-unreachable")]
    CameraUnreachable,

    /// <summary>The camera answered but refused: not permitted, too many clients, an error status.</summary>
    [JsonStringEnumMemberName("camera-refused")]
    CameraRefused,

    /// <summary>The camera refused the credentials.</summary>
    [JsonStringEnumMemberName("wrong-password")]
    WrongPassword,

    /// <summary>The camera has no stream at that path.</summary>
    [JsonStringEnumMemberName("no-such-path")]
    NoSuchPath,

    /// <summary>The stream has no video track.</summary>
    [JsonStringEnumMemberName("no-video")]
    NoVideo,

    /// <summary>The video codec is not supported.</summary>
    [JsonStringEnumMemberName("unsupported-codec")]
    UnsupportedCodec,

    /// <summary>The connection stands but nothing arrived.</summary>
    [JsonStringEnumMemberName("camera-stalled")]
    CameraStalled,

    /// <summary>The camera closed the connection.</summary>
    [JsonStringEnumMemberName("camera-closed")]
    CameraClosed,

    /// <summary>Pictures arrive but none to start on.</summary>
    [JsonStringEnumMemberName("no-key-frame")]
    NoKeyFrame,

    /// <summary>The camera sends what cannot be understood.</summary>
    [JsonStringEnumMemberName("stream-malformed")]
    StreamMalformed,

    /// <summary>The connection is encrypted, but the camera's certificate is not believed.</summary>
    [JsonStringEnumMemberName("untrusted-certificate")]
    UntrustedCertificate,

    /// <summary>The volume is full.</summary>
    [JsonStringEnumMemberName("disk-full")]
    DiskFull,

    /// <summary>The volume refused a write.</summary>
    [JsonStringEnumMemberName("disk-failed")]
    DiskFailed,

    /// <summary>The volume was too slow; pictures were overtaken.</summary>
    [JsonStringEnumMemberName("disk-slow")]
    DiskSlow,

    /// <summary>Somebody switched the camera or its recording off.</summary>
    [JsonStringEnumMemberName("switched-off")]
    SwitchedOff,

    /// <summary>The camera is recorded around events only, and there was none: nothing is owed.</summary>
    [JsonStringEnumMemberName("no-event")]
    NoEvent,

    /// <summary>Vedette itself was not running.</summary>
    [JsonStringEnumMemberName("node-down")]
    NodeDown,

    /// <summary>The wall clock was set.</summary>
    [JsonStringEnumMemberName("clock-step")]
    ClockStep,

    /// <summary>The camera was just switched on and has not sent a picture yet.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>There is no footage and no note why: a journal was lost, or files were taken away.</summary>
    [JsonStringEnumMemberName("unexplained")]
    Unexplained,
}
