using System.Net;

namespace Vedette.Platform.Outbound;

/// <summary>Which addresses a host name has; asked once for each connection.</summary>
/// <param name="host">The name, or an address in any notation.</param>
/// <param name="cancellation">Stops looking.</param>
/// <exception cref="System.Net.Sockets.SocketException">Nobody knows the name.</exception>
public delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellation);
