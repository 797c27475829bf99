using System.CommandLine;
using System.Security.Cryptography;
using Vedette.Platform.Hosting;

namespace Vedette.Host.Commands;

/// <summary><c>vedette demo</c>: the server with simulated cameras and things already in it.</summary>
internal static class DemoCommand
{
    private const string House = "Demo house";
    private const string ThingsPlace = "Cold store";

    private static readonly string[] Places = ["Yard", "Entrance", "Cold store", "Car park"];

    public static Command Create()
    {
        var server = new ServerOptions();
        var simulator = new Option<FileInfo>("--simulator") { Description = "The camera simulator's executable.", Required = true };
        var cameras = new Option<int>("--cameras") { Description = "How many simulated cameras.", DefaultValueFactory = _ => 2 };
        var cameraPort = new Option<int>("--camera-port") { Description = "The simulator's RTSP port.", DefaultValueFactory = _ => 8654 };
        var command = new Command("demo", "Start the server with simulated cameras and things.") { simulator, cameras, cameraPort };
        server.AddTo(command);
        command.SetAction((parsed, cancellation) => ExitCode.OfAsync(async () =>
        {
            var options = server.Read(parsed);
            var password = await AdministratorPasswordAsync(options.DataDirectory, cancellation);
            Environment.SetEnvironmentVariable("VEDETTE_ADMIN_PASSWORD", password);
            await using var farm = await SimulatedCameras.StartAsync(
                parsed.GetValue(simulator)!, parsed.GetValue(cameras), parsed.GetValue(cameraPort), options.DataDirectory, cancellation);
            await using var application = VedetteApplication.Create(Finding(farm, options), ModuleTable.All);
            await application.StartAsync(cancellation);
            var address = new Uri(application.Urls.First());
            await FillAsync(address, password, farm, cancellation);
            await Console.Out.WriteLineAsync($"""

                Vedette runs with {farm.Cameras.Count} simulated cameras and {farm.Things.Count} things.

                  open      {address}
                  user      admin
                  password  {password}

                Stop with Ctrl+C.

                """);
            await application.WaitForShutdownAsync(cancellation);
            return 0;
        }));
        return command;
    }

    /// <summary>A search finds the simulated cameras and things too; they are on this machine.</summary>
    private static VedetteOptions Finding(SimulatedCameras farm, VedetteOptions options) => options with
    {
        Settings = new Dictionary<string, string?>(options.Settings)
        {
            ["streams:discoveryTargets:0"] = $"127.0.0.1:{farm.DiscoveryPort}",
            ["sensing:discoveryTargets:0"] = $"127.0.0.1:{farm.ThingDiscoveryPort}",
            ["network:allowLoopback"] = "true",
        },
    };

    // The demo's data outlives the demo, so its password must too; it protects nothing but simulated cameras.
    private static async Task<string> AdministratorPasswordAsync(string dataDirectory, CancellationToken cancellation)
    {
        var file = Path.Combine(dataDirectory, "demo-password");
        if (File.Exists(file))
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }

        var password = Environment.GetEnvironmentVariable("VEDETTE_ADMIN_PASSWORD") is { Length: > 0 } given
            ? given
            : RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);
        _ = Directory.CreateDirectory(dataDirectory);
        await File.WriteAllTextAsync(file, password, cancellation);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return password;
    }

    private static async Task FillAsync(Uri server, string password, SimulatedCameras farm, CancellationToken cancellation)
    {
        using var api = await ApiSession.SignInAsync(server, "admin", password, cancellation);
        var property = await FindOrAddAsync(
            api, "/api/inventory/properties", House, new { name = House, address = "1 Harbour Road", timeZone = "Europe/Madrid" }, cancellation);
        await AddCamerasAsync(api, property, farm, cancellation);
        await AddThingsAsync(api, property, farm, cancellation);
    }

    private static async Task AddCamerasAsync(ApiSession api, Guid property, SimulatedCameras farm, CancellationToken cancellation)
    {
        var known = (await api.GetAllAsync("/api/inventory/devices?kind=camera", cancellation))
            .Select(device => device.GetProperty("source").GetProperty("url").GetString())
            .ToHashSet();
        foreach (var (index, camera) in farm.Cameras.Index().Where(each => !known.Contains(each.Item.Url)))
        {
            var place = index < Places.Length ? Places[index] : $"Camera {index + 1}";
            var room = await RoomAsync(api, property, place, cancellation);
            var source = new
            {
                url = camera.Url,
                subUrl = camera.SubUrl,
                username = SimulatedCameras.Username,
                password = SimulatedCameras.Password,
                onvif = new { url = camera.OnvifUrl },
            };
            _ = await api.CreateAsync("/api/inventory/devices", new { name = place, roomId = room, kind = "camera", source }, cancellation);
        }
    }

    /// <summary>As the wizard does it: looked at first, then added with what they said of themselves.</summary>
    private static async Task AddThingsAsync(ApiSession api, Guid property, SimulatedCameras farm, CancellationToken cancellation)
    {
        var known = (await api.GetAllAsync("/api/inventory/devices?kind=thing", cancellation))
            .Select(device => device.GetProperty("thing").GetProperty("url").GetString())
            .ToHashSet();
        foreach (var url in farm.Things.Where(url => !known.Contains(url)))
        {
            var found = await api.AskAsync("/api/sensing/things/inspect", new { address = url }, cancellation);
            var device = new
            {
                name = found.GetProperty("title").GetString(),
                roomId = await RoomAsync(api, property, ThingsPlace, cancellation),
                kind = "thing",
                source = new { url = found.GetProperty("url").GetString() },
                thing = new { id = found.GetProperty("id"), title = found.GetProperty("title"), capabilities = found.GetProperty("capabilities") },
            };
            _ = await api.CreateAsync("/api/inventory/devices", device, cancellation);
        }
    }

    private static Task<Guid> RoomAsync(ApiSession api, Guid property, string name, CancellationToken cancellation) =>
        FindOrAddAsync(api, $"/api/inventory/rooms?propertyId={property}", name, new { propertyId = property, name }, cancellation);

    private static async Task<Guid> FindOrAddAsync(ApiSession api, string list, string name, object body, CancellationToken cancellation)
    {
        foreach (var item in await api.GetAllAsync(list, cancellation))
        {
            if (item.GetProperty("name").GetString() == name)
            {
                return item.GetProperty("id").GetGuid();
            }
        }

        return await api.CreateAsync(list.Split('?')[0], body, cancellation);
    }
}
