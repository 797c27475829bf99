namespace Vedette.Simulator.Control;

/// <summary>What is to be known of a camera.</summary>
internal sealed record CameraReport(
    string Name, string Title, Uri Url, long FramesSent, long KeyFramesSent, long Sessions, int Viewers, BehaviourKind Behaviour, Uri? OnvifUrl)
{
    public static CameraReport Of(SimulatedCamera camera) => new(
        camera.Name, camera.Title, camera.Url, camera.FramesSent, camera.KeyFramesSent, camera.Sessions, camera.Viewers, camera.Behaviour.Kind, camera.Onvif?.Url);
}
