using Vedette.Streams.Publishing;
namespace Vedette.Streams.Restreaming;

/// <summary>What every client's dialogue needs.</summary>
/// <param name="Catalogue">Finds cameras and streams.</param>
/// <param name="Door">Lets clients in.</param>
/// <param name="Access">Knows who may watch what, and when no more.</param>
/// <param name="Ports">The UDP ports.</param>
/// <param name="Log">Is told who watches.</param>
internal sealed record RestreamDesk(CameraCatalogue Catalogue, Doorkeeper Door, CameraAccess Access, DatagramPorts Ports, WatchLog Log);
