namespace Vedette.Simulator;

/// <summary>How a simulated camera behaves.</summary>
public enum BehaviourKind
{
    /// <summary>As a good camera does.</summary>
    Normal,

    /// <summary>Closes its connections, once; with a duration also every new one as soon as it asks for the camera.</summary>
    Drop,

    /// <summary>Keeps its connections and goes on answering, but sends no media.</summary>
    Stall,

    /// <summary>
    /// Closes its connections and refuses new ones: on TCP level when the camera has a port of its own
    /// (<see cref="SimulatorOptions.OwnPorts"/>), else by closing them without an answer.
    /// </summary>
    Refuse,

    /// <summary>Closes its connections and answers every request with 503 Service Unavailable.</summary>
    Unavailable,

    /// <summary>Closes its connections and accepts no password any more.</summary>
    WrongPassword,

    /// <summary>Closes its connections and answers every request with 404 Stream Not Found.</summary>
    NotFound,

    /// <summary>Closes its connections and offers no video track.</summary>
    NoVideo,

    /// <summary>Leaves out every nth RTP packet.</summary>
    Loss,

    /// <summary>Sets the RTP marker bit on parameter sets and SEI and leaves it out at the end of pictures.</summary>
    WrongMarker,

    /// <summary>RTP time stamps jump 30 s ahead, once; sender reports follow.</summary>
    TimeJump,

    /// <summary>Puts bytes that mean nothing between packets: once, or before every picture while a duration lasts.</summary>
    Garbage,
}
