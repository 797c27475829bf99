namespace Vedette.Host.Benchmarks;

/// <summary>What <c>bench index</c> is to measure.</summary>
/// <param name="Segments">Numbers of segments; the index grows from one to the next.</param>
/// <param name="Cameras">Numbers of cameras. The first sees the whole growth, the others its first step.</param>
/// <param name="Databases">"sqlite", "postgres" or both.</param>
/// <param name="Postgres">Connection string of an empty database; null for a server of our own.</param>
/// <param name="Files">For how many segments, the newest, there are files.</param>
/// <param name="Folder">Where everything is put while it is measured.</param>
internal sealed record IndexPlan(
    IReadOnlyList<int> Segments, IReadOnlyList<int> Cameras, IReadOnlyList<string> Databases, string? Postgres, int Files, string Folder)
{
    public bool IsSound =>
        Segments.Count > 0 && Cameras.Count > 0 && Databases.Count > 0 && Files >= 0
        && Cameras.All(cameras => cameras > 0 && Segments[0] >= cameras * 1000)
        && Segments.Zip(Segments.Skip(1)).All(pair => pair.Second > pair.First)
        && Databases.All(database => database is "sqlite" or "postgres");

    public IEnumerable<(int Cameras, IReadOnlyList<int> Segments)> Growths =>
        Cameras.Select((cameras, at) => (cameras, at == 0 ? Segments : [Segments[0]]));
}
