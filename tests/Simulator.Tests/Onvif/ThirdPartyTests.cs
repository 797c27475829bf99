using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Vedette.Media.Onvif;
using Vedette.Media.Sources;
using Vedette.Simulator.Onvif;
using Xunit;

namespace Vedette.Simulator.Tests.Onvif;

/// <summary>Others' programs: two clients for our device, and a canned device for our client.</summary>
public sealed class ThirdPartyTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(OnvifAuthentication.WsSecurity, "ws")]
    [InlineData(OnvifAuthentication.Digest, "digest")]
    public async Task The_npm_package_onvif_gets_along_with_our_device(OnvifAuthentication authentication, string signIn)
    {
        await using var devices = await Devices.StartAsync(authentication: authentication);
        var url = devices.First.Url;
        using var client = Node(
            "client.cjs", url.Port.ToString(CultureInfo.InvariantCulture), url.AbsolutePath, "admin", "secret", signIn,
            devices.Simulator.DiscoveryPort!.Value.ToString(CultureInfo.InvariantCulture));
        using var limit = new CancellationTokenSource(Limit);
        var complaints = client.StandardError.ReadToEndAsync(limit.Token);
        var heard = new Dictionary<string, string>();
        while (await client.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            var said = JsonDocument.Parse(line).RootElement;
            heard[said.GetProperty("step").GetString()!] = said.GetProperty("heard").GetRawText();
            if (said.GetProperty("step").GetString() == "event")
            {
                devices.First.Move(true);
            }
        }

        await client.WaitForExitAsync(limit.Token);
        Assert.True(client.ExitCode == 0, await complaints);
        Assert.Contains($"\"port\":{url.Port}", heard["search"], StringComparison.Ordinal);
        Assert.Equal("""["main","sub"]""", heard["profiles"]);
        Assert.Equal($"\"{devices.Simulator["cam1"].Url}\"", heard["stream"]);
        Assert.Equal("""{"x":-0.5,"y":0.25,"zoom":0.75}""", heard["position"]);
        Assert.Equal(heard["position"], heard["preset"]);
        Assert.Equal("[]", heard["removed"]);
        Assert.Contains("\"active\":true", heard["event"], StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (devices.First.Moves, devices.First.Stops, devices.First.Subscriptions));
    }

    [Fact]
    public async Task Debians_onvif_util_finds_our_device_and_reads_its_profiles()
    {
        const string Program = "/usr/bin/onvif-util";
        if (!File.Exists(Program))
        {
            Missing("onvif-util (Debian's onvif-tools)");
        }

        // It finds devices by multicast only: in a network of its own, which is nothing but a loopback.
        var simulator = Path.Combine(AppContext.BaseDirectory, "vedette-simulator.dll");
        var script = $"""
            ip link set lo up; ip link set lo multicast on; ip route add 224.0.0.0/4 dev lo src 127.0.0.1 || exit 77
            coproc SIM (exec dotnet "{simulator}" --cameras 1 --port 0 --onvif-port 0 --discovery-port 3702 --auth digest --user admin --password secret --size 320x180 --fps 15 --loop 2 --bitrate 200000)
            read -r -u "$SIM[0]" where || exit 78
            """.Replace("$SIM[0]", "${SIM[0]}", StringComparison.Ordinal) + """

            timeout 30 onvif-util -a
            printf 'get profiles\nget rtsp\nget video\nquit\n' | timeout 30 onvif-util -u admin -p secret 127.0.0.1
            kill "$SIM_PID"
            """;
        var (exitCode, output, complaints) = await Tool.RunPlainAsync("unshare", "--net", "bash", "-c", script);
        if (complaints.Contains("unshare", StringComparison.Ordinal) || exitCode == 77)
        {
            Missing("the right to make a network namespace");
        }

        Assert.Contains("cam1(Yard Simulator)", output, StringComparison.Ordinal);
        Assert.Contains("successfully connected", output, StringComparison.Ordinal);
        Assert.Contains("Profile set to main", output, StringComparison.Ordinal);
        Assert.Contains("rtsp://127.0.0.1", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_client_gets_along_with_a_canned_device_of_the_npm_package()
    {
        using var mockup = Node("mockup.cjs");
        using var limit = new CancellationTokenSource(Limit);
        var where = JsonDocument.Parse(await mockup.StandardOutput.ReadLineAsync(limit.Token) ?? "{}").RootElement;
        var url = new Uri($"http://127.0.0.1:{where.GetProperty("port").GetInt32()}/onvif/device_service");
        try
        {
            var found = await OnvifDiscovery.SearchAsync(
                [], [new IPEndPoint(IPAddress.Loopback, where.GetProperty("discoveryPort").GetInt32())], AddressPolicy.Default, TimeSpan.FromSeconds(2), TimeProvider.System, limit.Token);
            using var camera = await OnvifCamera.ConnectAsync(new SourceEndpoint(url, "admin", "admin"), new OnvifTimeouts(), TimeProvider.System, limit.Token);
            var profiles = await camera.GetProfilesAsync(limit.Token);
            var ptz = await camera.OpenPtzAsync(profiles.First(profile => profile.HasPtz), limit.Token);
            var events = await camera.SubscribeAsync(limit.Token);

            Assert.Equal(new OnvifMatch(url, IPAddress.Loopback, "PREDATOR", "HD_PREDATOR", "", "uuid:c9790c3a-701b-464d-a189-0060351c8ada"), Assert.Single(found));
            Assert.NotEmpty(camera.Device.Manufacturer);
            Assert.True(camera.HasPtz && camera.HasEvents);
            Assert.All(profiles, profile => Assert.NotEmpty(profile.Token));
            Assert.Equal("127.0.0.1", (await camera.GetStreamUrlAsync(profiles[0], limit.Token))!.Host);
            Assert.NotEmpty(await ptz.GetPresetsAsync(limit.Token));
            Assert.NotNull((await ptz.GetStatusAsync(limit.Token)).Position);
            await ptz.MoveAsync(new OnvifPosition(1, 0, 0), TimeSpan.FromSeconds(1), limit.Token);
            await ptz.StopAsync(limit.Token);
            _ = await events.PullAsync(limit.Token);
            await events.UnsubscribeAsync(limit.Token);
        }
        finally
        {
            mockup.StandardInput.Close();
            await mockup.WaitForExitAsync(limit.Token);
        }
    }

    private static Process Node(string script, params string[] arguments)
    {
        var folder = Path.Combine(Root(), "tests", "Simulator.Tests", "Onvif", "ThirdParty");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Missing("the npm packages of tests/Simulator.Tests/Onvif/ThirdParty (npm ci)");
        }

        return Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Vedette.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }

    /// <summary>Skipped by name on a desk, a failure where everything has to be there.</summary>
    private static void Missing(string what)
    {
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"Missing: {what}.");
        Assert.Skip($"Missing: {what}.");
    }
}
