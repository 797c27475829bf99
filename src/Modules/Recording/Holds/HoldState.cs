using System.Text.Json.Serialization;

namespace Vedette.Recording.Holds;

[JsonConverter(typeof(JsonStringEnumConverter<HoldState>))]
internal enum HoldState
{
    /// <summary>Its footage is not deleted, whatever the policy.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Somebody ended it.</summary>
    [JsonStringEnumMemberName("released")]
    Released,

    /// <summary>Its time ended it.</summary>
    [JsonStringEnumMemberName("expired")]
    Expired,
}
