using System.Globalization;
using System.Text.RegularExpressions;
using Vedette.Foundation;
using Vedette.Platform.Hosting;
using Vedette.Recording;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>The installation that is asked: properties, rooms, cameras of which a few record, things, footage, and people with grants.</summary>
internal sealed partial class ApiHouse(ApiLoad load, DirectoryInfo data, string? postgres)
{
    public const int Cameras = 64;
    public const int Recording = 4;
    private const int Properties = 4;
    private const int Rooms = 32;
    private const int SegmentsOfCamera = 2160;
    private const string Guardian = "bench-guardian";
    private const string Visitor = "bench-visitor";

    private readonly string _password = Guid.NewGuid().ToString("N");
    private string _adminPassword = "";
    private Guid _camera;

    /// <summary>Who signs in while others read: somebody else, for one person's oldest sign-ins end after a few dozen.</summary>
    public (string Username, string Password) Login => (Visitor, _password);

    /// <summary>Sets everything up; the server is not running afterwards.</summary>
    public async Task FillAsync(SimulatedCameras farm, CancellationToken cancellation)
    {
        // The simulated things are on this machine.
        await File.WriteAllTextAsync(Path.Combine(data.FullName, "vedette.json"), """{"network":{"allowLoopback":true}}""", cancellation);
        List<Guid> cameras = [];
        await using (var server = ServerProcess.StartOn(data, postgres))
        {
            _adminPassword = server.Password;
            using var api = await server.SignInAsync(cancellation);
            await AddPlacesAsync(api, farm, cameras, cancellation);
        }

        _camera = cameras[^1];
        var options = new VedetteOptions { DataDirectory = data.FullName, Port = 0, PostgresConnectionString = postgres, Modules = [RecordingModule.Name] };
        IIndexTables tables = postgres is null
            ? new IndexTablesOnSqlite(Path.Combine(data.FullName, "databases", "recording.db"))
            : new IndexTablesOnPostgres(postgres);
        _ = await VedetteApplication.WorkAsync(
            options,
            ModuleTable.All,
            async (services, stop) =>
            {
                // Those that record have footage of their own.
                await RecordingModule.FillFootageAsync(services, [.. cameras.Skip(Recording).Select(CameraId.From)], SegmentsOfCamera, tables, stop);
                return true;
            },
            cancellation);
    }

    /// <summary>What clients read of it: the front page, and what the console asks for, once by the administrator and once by a guardian.</summary>
    public async Task<(IReadOnlyList<ApiRead> FrontPage, IReadOnlyList<ApiRead> Reads)> ReadsAsync(Uri server, CancellationToken cancellation)
    {
        using var admin = await ApiSession.SignInAsync(server, "admin", _adminPassword, cancellation);
        using var guardian = await ApiSession.SignInAsync(server, Guardian, _password, cancellation);
        string[] tokens = [admin.Token, guardian.Token];
        var hour = TimeProvider.System.GetUtcNow().AddHours(-2).UtcDateTime;
        var range = string.Create(CultureInfo.InvariantCulture, $"from={hour:yyyy-MM-ddTHH:mm:ssZ}&to={hour.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}");
        return (
            [new("health", "/health/live"), new("front page", "/"), .. Assets().Select(path => new ApiRead(Path.GetExtension(path).TrimStart('.') == "js" ? "script" : "style sheet", path))],
            [
                new("me", "/api/identity/me", tokens),
                new("properties", "/api/inventory/properties", tokens),
                new("rooms", "/api/inventory/rooms?limit=200", tokens),
                new("devices", "/api/inventory/devices?limit=200", tokens),
                new("streams", "/api/streams/cameras?limit=200", tokens),
                new("recordings", "/api/recording/cameras", tokens),
                new("timeline of an hour", $"/api/recording/cameras/{_camera}/timeline?{range}", tokens),
                new("things", "/api/sensing/things", tokens),
            ]);
    }

    /// <summary>What the front page loads at once, as it says itself.</summary>
    private IEnumerable<string> Assets() =>
        Asset().Matches(File.ReadAllText(Path.Combine(load.Web.FullName, "index.html"))).Select(found => found.Groups["path"].Value)
            .DistinctBy(Path.GetExtension);

    private async Task AddPlacesAsync(ApiSession api, SimulatedCameras farm, List<Guid> cameras, CancellationToken cancellation)
    {
        var (properties, rooms) = (new List<Guid>(), new List<Guid>());
        for (var at = 0; at < Properties; at++)
        {
            properties.Add(await api.CreateAsync("/api/inventory/properties", new { name = $"House {at + 1}", address = "", timeZone = "UTC" }, cancellation));
        }

        for (var at = 0; at < Rooms; at++)
        {
            rooms.Add(await api.CreateAsync("/api/inventory/rooms", new { propertyId = properties[at % Properties], name = $"Room {at + 1}" }, cancellation));
        }

        for (var at = 0; at < Cameras; at++)
        {
            var isReal = at < Recording;
            var source = new
            {
                url = isReal ? farm.Cameras[at].Url : $"rtsp://192.0.2.1/camera{at + 1}",
                username = SimulatedCameras.Username,
                password = SimulatedCameras.Password,
            };
            cameras.Add(await api.CreateAsync(
                "/api/inventory/devices", new { name = $"Camera {at + 1}", roomId = rooms[at % Rooms], kind = "camera", enabled = isReal, source }, cancellation));
        }

        foreach (var url in farm.Things)
        {
            var found = await api.AskAsync("/api/sensing/things/inspect", new { address = url }, cancellation);
            _ = await api.CreateAsync(
                "/api/inventory/devices",
                new
                {
                    name = found.GetProperty("title").GetString(),
                    roomId = rooms[0],
                    kind = "thing",
                    source = new { url = found.GetProperty("url").GetString() },
                    thing = new { id = found.GetProperty("id"), title = found.GetProperty("title"), capabilities = found.GetProperty("capabilities") },
                },
                cancellation);
        }

        var user = await AddUserAsync(api, Guardian, cancellation);
        _ = await AddUserAsync(api, Visitor, cancellation);
        var rights = (string[])["live", "playback", "export"];
        object[] grants =
        [
            new { scope = "property", placeId = properties[0], rights },
            new { scope = "property", placeId = properties[1], rights },
            .. rooms.Where((_, at) => at % Properties > 1).Select(room => new { scope = "room", placeId = room, rights }),
        ];
        _ = await api.AskAsync($"/api/identity/users/{user}/grants", new { items = grants }, cancellation);
    }

    private Task<Guid> AddUserAsync(ApiSession api, string username, CancellationToken cancellation) => api.CreateAsync(
        "/api/identity/users", new { username, password = _password, passwordConfirmation = _password, roles = (string[])["guardian"] }, cancellation);

    [GeneratedRegex("(?:src|href)=\"(?<path>/assets/[^\"]+\\.(?:js|css))\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Asset();
}
