using System.Text.Json.Serialization;

namespace Vedette.Contracts.Inventory;

/// <summary>One of the two streams a camera may have.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StreamChoice>))]
public enum StreamChoice
{
    /// <summary>The large one.</summary>
    [JsonStringEnumMemberName("main")]
    Main,

    /// <summary>The small one.</summary>
    [JsonStringEnumMemberName("sub")]
    Sub,
}
