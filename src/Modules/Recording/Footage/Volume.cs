using System.Text.Json;

namespace Vedette.Recording.Footage;

/// <summary>A directory footage is written to, known by an identity file so that a wrong or missing mount is noticed.</summary>
/// <param name="Id">Identity, from the file <c>volume.json</c> in its root.</param>
/// <param name="Root">Absolute path.</param>
internal sealed record Volume(Guid Id, string Root)
{
    private const string IdentityFile = "volume.json";

    public string SegmentsRoot => Path.Combine(Root, SegmentName.Root);

    /// <summary>Reads the identity of the volume at <paramref name="root"/>, giving it one when it has none yet.</summary>
    public static Volume Open(string root)
    {
        var absolute = Path.GetFullPath(root);
        Directory.CreateDirectory(Path.Combine(absolute, SegmentName.Root));
        var file = Path.Combine(absolute, IdentityFile);
        if (!File.Exists(file))
        {
            var draft = file + ".new";
            File.WriteAllText(draft, JsonSerializer.Serialize(new Identity(Guid.CreateVersion7()), JsonSerializerOptions.Web));
            File.Move(draft, file, overwrite: false);
        }

        var identity = JsonSerializer.Deserialize<Identity>(File.ReadAllText(file), JsonSerializerOptions.Web);
        return new Volume(identity!.Id, absolute);
    }

    /// <summary>The file of a segment of this volume.</summary>
    public string Resolve(Segment segment) => Path.Combine(Root, segment.Path);

    private sealed record Identity(Guid Id);
}
