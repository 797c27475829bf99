using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Recording.Tests.Playback;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Access;

/// <summary>Footage of three cameras: in a guardian's room, in another room the guardian may only watch live, and in one that is nobody's business.</summary>
internal sealed class PlacedFootage : IAsyncDisposable
{
    private PlacedFootage(FootageRig rig) => Rig = rig;

    public FootageRig Rig { get; }

    public static PropertyId House { get; } = PropertyId.New();

    public Place Room { get; } = new(House, RoomId.New());

    public Place Hall { get; } = new(House, RoomId.New());

    public Place Vault { get; } = new(House, RoomId.New());

    public CameraId InRoom { get; } = CameraId.New();

    public CameraId InHall { get; } = CameraId.New();

    public CameraId InVault { get; } = CameraId.New();

    public Caller Guardian { get; private set; } = null!;

    /// <summary>Speaks for the guardian.</summary>
    public HttpClient Http { get; private set; } = null!;

    public static string From => FootageRig.Text(FootageRig.Start);

    public static string To => FootageRig.Text(FootageRig.Start.AddSeconds(4));

    public static async Task<PlacedFootage> StartAsync()
    {
        var placed = new PlacedFootage(await FootageRig.StartAsync());
        var clip = await TestClip.PlainAsync();
        foreach (var (camera, name, place) in new[]
        {
            (placed.InRoom, "Room", placed.Room), (placed.InHall, "Hall", placed.Hall), (placed.InVault, "Vault", placed.Vault),
        })
        {
            await placed.Rig.AddCameraAsync(camera, name, place);
            _ = await placed.Rig.RecordAsync(clip, TimeSpan.Zero, camera);
        }

        placed.Guardian = TestTokens.Guardian(
            new Grant(GrantScope.Room, placed.Room.RoomId.Value, Rights.OfPlaces), new Grant(GrantScope.Room, placed.Hall.RoomId.Value, Rights.Live));
        placed.Http = placed.Rig.As(placed.Guardian);
        return placed;
    }

    public async Task<int> StatusAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    /// <summary>Orders something as the administrator and returns its id.</summary>
    public async Task<Guid> OrderAsync(string kind, params CameraId[] cameras)
    {
        using var answer = await Rig.Http.PostAsJsonAsync(
            $"/api/recording/{kind}", new { cameraIds = cameras, from = From, to = To, reason = "Case 7" }, TestContext.Current.CancellationToken);
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetGuid();
    }

    public async Task<IReadOnlyList<string>> ListAsync(string path, string field = "id") =>
        [.. (await Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty(field).GetString()!)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Rig.DisposeAsync();
    }
}
