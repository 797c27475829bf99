namespace Vedette.Streams.Publishing;

/// <summary>How a camera stands.</summary>
internal enum FeedState
{
    /// <summary>Switched off.</summary>
    Off,

    /// <summary>Not connected to, because nobody wants the stream.</summary>
    Idle,

    /// <summary>Being connected to for the first time.</summary>
    Connecting,

    /// <summary>Its pictures arrive.</summary>
    Online,

    /// <summary>Lost, or never reached; it is tried again.</summary>
    Silent,
}
