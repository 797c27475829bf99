namespace Vedette.Recording.Footage;

/// <summary>A directory footage is written to, known by an identity file so that a wrong or missing mount is noticed.</summary>
/// <param name="Id">Identity, from the file <c>volume.json</c> in its root.</param>
/// <param name="Root">Absolute path.</param>
internal sealed record Volume(Guid Id, string Root)
{
    public string SegmentsRoot => Path.Combine(Root, SegmentName.Root);

    /// <summary>The volume at <paramref name="root"/>, which is given an identity when it has none yet.</summary>
    public static Volume Open(string root)
    {
        var absolute = Path.GetFullPath(root);
        _ = Directory.CreateDirectory(Path.Combine(absolute, SegmentName.Root));
        if (VolumeIdentity.Read(absolute) is { } known)
        {
            return new Volume(known.Id, absolute);
        }

        var identity = new VolumeIdentity(Guid.CreateVersion7());
        identity.Write(absolute);
        return new Volume(identity.Id, absolute);
    }

    /// <summary>The file of a segment of this volume.</summary>
    public string Resolve(Segment segment) => Path.Combine(Root, segment.Path);
}
