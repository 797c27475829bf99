using Vedette.Simulator.Clips;

namespace Vedette.Simulator.Streaming;

/// <summary>Brings a scene's clip into memory, cut into packets; made first where it is missing.</summary>
internal sealed class TrackLoader(ClipFactory factory, ClipShape shape)
{
    /// <summary>The scene's tracks, video first.</summary>
    public async Task<IReadOnlyList<Track>> LoadAsync(Scene scene, CancellationToken ct)
    {
        var video = await File.ReadAllBytesAsync(await factory.VideoAsync(scene, shape, ct), ct);
        List<Track> tracks = [VideoTrack.Load(video, shape)];
        if (shape.Audio != ClipAudio.None)
        {
            var audio = await File.ReadAllBytesAsync(await factory.AudioAsync(shape, ct), ct);
            tracks.Add(AudioTrack.Load(audio, shape.Audio));
        }

        return tracks;
    }
}
