using Vedette.Foundation;

namespace Vedette.Streams.Onvif;

/// <summary>The camera cannot be moved.</summary>
internal sealed class NoPtzException() : FaultException(FaultKind.Network, "The camera cannot be moved.");
