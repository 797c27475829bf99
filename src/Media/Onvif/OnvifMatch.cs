using System.Net;

namespace Vedette.Media.Onvif;

/// <summary>A device that answered a search.</summary>
/// <param name="Url">Its device service, on the address it answered from.</param>
/// <param name="Address">The address it answered from.</param>
/// <param name="Name">What it is called (scope <c>name</c>), or empty.</param>
/// <param name="Hardware">What it is (scope <c>hardware</c>), or empty.</param>
/// <param name="Location">Where it hangs (scope <c>location</c>), or empty.</param>
/// <param name="Identity">Its endpoint reference, the same as long as it lives, for example <c>urn:uuid:…</c>.</param>
public sealed record OnvifMatch(Uri Url, IPAddress Address, string Name, string Hardware, string Location, string Identity);
