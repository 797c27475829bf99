namespace Vedette.Contracts.Streams;

/// <summary>What a feed is wanted for; the camera's roles say which of its streams that is.</summary>
public enum StreamRole
{
    /// <summary>To record it.</summary>
    Record,

    /// <summary>To show it small, among others.</summary>
    Grid,

    /// <summary>To look for something in it.</summary>
    Detect,
}
