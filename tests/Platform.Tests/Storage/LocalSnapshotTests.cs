using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Platform.Tests.Storage;

public sealed class LocalSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_saved_comes_back_to_the_last_digit()
    {
        var roster = new Roster([new Entry(CameraId.New(), "Hall", DateTimeOffset.UnixEpoch.AddTicks(12_345_678))]);
        using var snapshot = new LocalSnapshot<Roster>(_folder.Combine("roster.json"));
        Assert.Null(snapshot.Load());

        await snapshot.SaveAsync(roster, Ct);

        using var again = new LocalSnapshot<Roster>(_folder.Combine("roster.json"));
        Assert.Equal(roster.Cameras, again.Load()!.Cameras);
        Assert.Equal(["roster.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Saves_at_once_leave_one_whole_file()
    {
        using var snapshot = new LocalSnapshot<Roster>(_folder.Combine("roster.json"));
        await Task.WhenAll(Enumerable.Range(1, 20).Select(count => snapshot.SaveAsync(
            new Roster([.. Enumerable.Range(0, count).Select(_ => new Entry(CameraId.New(), new string('x', 1000), DateTimeOffset.UnixEpoch))]), Ct)));
        Assert.NotEmpty(snapshot.Load()!.Cameras);
    }

    [Fact]
    public async Task A_damaged_file_is_a_fault_in_words()
    {
        await File.WriteAllTextAsync(_folder.Combine("roster.json"), "{\"cameras\": [", Ct);
        using var snapshot = new LocalSnapshot<Roster>(_folder.Combine("roster.json"));
        var fault = Assert.Throws<FaultException>(snapshot.Load);
        Assert.Equal(FaultKind.Format, fault.Kind);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_a_fault_of_the_disk()
    {
        using var snapshot = new LocalSnapshot<Roster>(_folder.Combine("gone/roster.json"));
        var fault = await Assert.ThrowsAsync<FaultException>(() => snapshot.SaveAsync(new Roster([]), Ct));
        Assert.Equal(FaultKind.Disk, fault.Kind);
    }

    public void Dispose() => _folder.Dispose();

    private sealed record Roster(IReadOnlyList<Entry> Cameras);

    private sealed record Entry(CameraId Camera, string Name, DateTimeOffset Since);
}
