using System.Text.Json.Serialization;

namespace Vedette.Recording.Alarms;

/// <summary>Something about footage that somebody has to do something about, for as long as it lasts.</summary>
/// <param name="Code">What, in kebab-case: <c>volume-missing</c>, <c>retention-impossible</c> …</param>
/// <param name="Subject">What it is about: the id of a volume or a camera, or a word.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Text">Words for people, with what to do.</param>
/// <param name="Since">When it was first raised, UTC.</param>
internal sealed record Alarm(string Code, string Subject, AlarmSeverity Severity, string Text, DateTimeOffset Since);

/// <summary>How bad an alarm is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlarmSeverity>))]
internal enum AlarmSeverity
{
    /// <summary>Nothing is lost yet.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Footage is being lost, or will be before long.</summary>
    [JsonStringEnumMemberName("serious")]
    Serious,
}
