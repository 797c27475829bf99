using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Vedette.Platform.Access;

namespace Vedette.Inventory.Tests.Features;

public sealed class DevicesTests : IAsyncLifetime
{
    private Site _site = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await Site.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    [Trait("Req", "O-2")]
    public async Task A_camera_is_added_and_read_back_without_its_password()
    {
        var room = await _site.AddRoomAsync();
        var id = await _site.AddCameraAsync(room);

        using var reply = await _site.Http.GetAsync($"/api/inventory/devices/{id}", Ct);
        var text = await reply.Content.ReadAsStringAsync(Ct);
        var device = JsonDocument.Parse(text).RootElement;

        Assert.Equal("\"1\"", reply.Headers.ETag!.Tag);
        Assert.Equal(id, device.GetProperty("id").GetGuid());
        Assert.Equal("camera", device.GetProperty("kind").GetString());
        Assert.Equal("Door", device.GetProperty("name").GetString());
        Assert.Equal(room, device.GetProperty("roomId").GetGuid());
        Assert.True(device.GetProperty("enabled").GetBoolean());
        Assert.True(device.GetProperty("recording").GetBoolean());
        Assert.Equal("1", device.GetProperty("version").GetString());
        var source = device.GetProperty("source");
        Assert.Equal("rtsp://192.168.1.20:8554/cam1", source.GetProperty("url").GetString());
        Assert.Equal("viewer", source.GetProperty("username").GetString());
        Assert.True(source.GetProperty("hasPassword").GetBoolean());
        Assert.Equal("auto", source.GetProperty("transport").GetString());
        Assert.DoesNotContain("camera-secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rotected", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_in_the_url_are_taken_out_and_never_come_back()
    {
        var id = await _site.CreateAsync("/api/inventory/devices", new
        {
            name = "Yard",
            roomId = await _site.AddRoomAsync(),
            kind = "camera",
            source = new { url = "rtsp://viewer:url-secret@192.168.1.20/x" },
        });

        var source = (await _site.ReadAsync($"/api/inventory/devices/{id}")).GetProperty("source");
        Assert.Equal("rtsp://192.168.1.20/x", source.GetProperty("url").GetString());
        Assert.Equal("viewer", source.GetProperty("username").GetString());
        Assert.True(source.GetProperty("hasPassword").GetBoolean());
        await AssertSecretIsNowhereAsync("url-secret");
    }

    [Fact]
    public async Task A_password_is_in_no_event_and_no_file_in_the_clear()
    {
        _ = await _site.AddCameraAsync(password: "camera-secret");

        await AssertSecretIsNowhereAsync("camera-secret");
        var added = (await _site.SaidAsync()).Single(one => one.Type == "inventory.device-added").Content;
        var state = JsonDocument.Parse(added).RootElement.GetProperty("device").GetProperty("source");
        Assert.Equal(
            "camera-secret",
            _site.Get<SecretProtector>().Unprotect("camera-password", state.GetProperty("protectedPassword").GetString()!));
    }

    [Fact]
    [Trait("Req", "O-2")]
    public async Task A_patch_changes_only_what_it_names()
    {
        var id = await _site.AddCameraAsync();

        var device = await PatchAsync(id, """{"name":" Gate "}""");

        Assert.Equal("Gate", device.GetProperty("name").GetString());
        Assert.Equal("2", device.GetProperty("version").GetString());
        var source = device.GetProperty("source");
        Assert.Equal("viewer", source.GetProperty("username").GetString());
        Assert.True(source.GetProperty("hasPassword").GetBoolean());
    }

    [Theory]
    [InlineData("""{"source":{"url":"rtsp://192.168.1.20/y"}}""", "rtsp://192.168.1.20/y", "viewer", true)]
    [InlineData("""{"source":{"url":"rtsps://192.168.1.20:322/y"}}""", "rtsps://192.168.1.20:322/y", "viewer", true)]
    [InlineData("""{"source":{"url":"rtsp://192.168.1.21/y"}}""", "rtsp://192.168.1.21/y", "viewer", false)]
    [InlineData("""{"source":{"url":"rtsp://192.168.1.21/y","password":"new"}}""", "rtsp://192.168.1.21/y", "viewer", true)]
    [InlineData("""{"source":{"url":"rtsp://a:new@192.168.1.21/y"}}""", "rtsp://192.168.1.21/y", "a", true)]
    [InlineData("""{"source":{"subUrl":"rtsp://192.168.1.20/sub"}}""", "rtsp://192.168.1.20:8554/cam1", "viewer", true)]
    [InlineData("""{"source":{"subUrl":"rtsp://192.168.1.21/sub"}}""", "rtsp://192.168.1.20:8554/cam1", "viewer", false)]
    [InlineData("""{"source":{"onvif":{"url":"http://192.168.1.20/onvif"}}}""", "rtsp://192.168.1.20:8554/cam1", "viewer", true)]
    [InlineData("""{"source":{"onvif":{"url":"http://192.168.1.21/onvif"}}}""", "rtsp://192.168.1.20:8554/cam1", "viewer", false)]
    [InlineData("""{"source":{"subUrl":"udp://@:5000"}}""", "rtsp://192.168.1.20:8554/cam1", "viewer", true)]
    [InlineData("""{"source":{"password":null}}""", "rtsp://192.168.1.20:8554/cam1", "viewer", false)]
    [InlineData("""{"source":{"password":""}}""", "rtsp://192.168.1.20:8554/cam1", "viewer", false)]
    [InlineData("""{"source":{"username":null,"password":null}}""", "rtsp://192.168.1.20:8554/cam1", null, false)]
    [InlineData("""{"source":{"username":"other"}}""", "rtsp://192.168.1.20:8554/cam1", "other", true)]
    [InlineData("""{"source":{"url":"rtsp://a:b@192.168.1.20/z"}}""", "rtsp://192.168.1.20/z", "a", true)]
    public async Task A_source_keeps_what_is_not_named_and_drops_what_is_null(string patch, string url, string? username, bool hasPassword)
    {
        var id = await _site.AddCameraAsync();

        var source = (await PatchAsync(id, patch)).GetProperty("source");

        Assert.Equal(url, source.GetProperty("url").GetString());
        Assert.Equal(username, source.TryGetProperty("username", out var found) ? found.GetString() : null);
        Assert.Equal(hasPassword, source.GetProperty("hasPassword").GetBoolean());
    }

    [Fact]
    public async Task A_changed_host_never_learns_the_stored_password_not_even_when_it_changes_back()
    {
        var id = await _site.AddCameraAsync();
        _ = await PatchAsync(id, """{"source":{"url":"rtsp://attacker.example/x"}}""");

        var source = (await PatchAsync(id, """{"source":{"url":"rtsp://192.168.1.20:8554/cam1"}}""")).GetProperty("source");

        Assert.False(source.GetProperty("hasPassword").GetBoolean());
        Assert.All(
            (await _site.SaidAsync()).Where(one => one.Type == "inventory.device-changed"),
            one => Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(one.Content).RootElement.GetProperty("device").GetProperty("source").GetProperty("protectedPassword").ValueKind));
    }

    [Fact]
    public async Task Roles_trust_and_the_device_service_are_kept_told_changed_and_taken_away()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var authority = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=Our cameras", key, System.Security.Cryptography.HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(99));
        var id = await _site.CreateAsync("/api/inventory/devices", new
        {
            name = "Gate",
            roomId = await _site.AddRoomAsync(),
            kind = "camera",
            source = new
            {
                url = "rtsps://192.168.1.20/main",
                subUrl = "http://192.168.1.20/sub.mjpg",
                password = "camera-secret",
                transport = "http",
                roles = new { record = "main", grid = "sub", detect = "main" },
                trust = new { authorityPem = authority.ExportCertificatePem() },
                onvif = new { url = "http://admin:other@192.168.1.20/onvif/device_service", profile = "Profile_1" },
            },
        });

        var source = (await _site.ReadAsync($"/api/inventory/devices/{id}")).GetProperty("source");
        Assert.Equal("http", source.GetProperty("transport").GetString());
        Assert.Equal("""{"record":"main","grid":"sub","detect":"main"}""", source.GetProperty("roles").GetRawText());
        Assert.Equal(authority.ExportCertificatePem(), source.GetProperty("trust").GetProperty("authorityPem").GetString());
        Assert.Equal("http://192.168.1.20/onvif/device_service", source.GetProperty("onvif").GetProperty("url").GetString());
        Assert.Equal("Profile_1", source.GetProperty("onvif").GetProperty("profile").GetString());
        var told = JsonDocument.Parse((await _site.SaidAsync()).Single(one => one.Type == "inventory.device-added").Content)
            .RootElement.GetProperty("device").GetProperty("source");
        Assert.Equal("sub", told.GetProperty("roles").GetProperty("grid").GetString());
        Assert.Equal("http://192.168.1.20/onvif/device_service", told.GetProperty("onvifUrl").GetString());

        var pin = new string('A', 32) + ":" + new string('b', 32);
        source = (await PatchAsync(id, $$"""{"source":{"trust":{"pinnedSha256":"{{pin}}"},"roles":null,"onvif":null} }""")).GetProperty("source");
        Assert.Equal(new string('a', 32) + new string('b', 32), source.GetProperty("trust").GetProperty("pinnedSha256").GetString());
        Assert.Equal(JsonValueKind.Null, source.GetProperty("roles").ValueKind);
        Assert.Equal(JsonValueKind.Null, source.GetProperty("onvif").ValueKind);
        Assert.True(source.GetProperty("hasPassword").GetBoolean());

        var version = (await PatchAsync(id, """{"source":{"transport":"http"}}""")).GetProperty("version").GetString();
        Assert.Equal("2", version);
        source = (await PatchAsync(id, """{"source":{"trust":null}}""")).GetProperty("source");
        Assert.Equal(JsonValueKind.Null, source.GetProperty("trust").ValueKind);
        await AssertSecretIsNowhereAsync("camera-secret");
    }

    [Fact]
    [Trait("Req", "O-5")]
    public async Task Saving_the_same_form_again_with_the_same_password_changes_nothing()
    {
        var id = await _site.AddCameraAsync();
        var said = await _site.SaidAsync();

        var device = await PatchAsync(id, """{"name":"Door","enabled":true,"source":{"username":"viewer","password":"camera-secret"}}""");

        Assert.Equal("1", device.GetProperty("version").GetString());
        Assert.Equal(said, await _site.SaidAsync());
    }

    [Fact]
    [Trait("Req", "O-4")]
    public async Task Switching_off_and_on_is_told_once_each()
    {
        var id = await _site.AddCameraAsync();

        foreach (var enabled in (string[])["false", "false", "true", "true"])
        {
            _ = await PatchAsync(id, $$"""{"enabled":{{enabled}}}""");
        }

        Assert.Equal(
            ["inventory.device-disabled", "inventory.device-enabled"],
            (await _site.SaidAsync()).Select(one => one.Type).Where(type => type.EndsWith("abled", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stale_patch_is_refused_and_changes_nothing()
    {
        var id = await _site.AddCameraAsync();
        _ = await PatchAsync(id, """{"name":"Gate"}""");

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/inventory/devices/{id}") { Content = JsonContent.Create(new { name = "Barn" }) };
        request.Headers.Add("If-Match", "\"1\"");
        using var reply = await _site.Http.SendAsync(request, Ct);

        await AssertProblemAsync(reply, HttpStatusCode.Conflict, "stale");
        Assert.Equal("Gate", (await _site.ReadAsync($"/api/inventory/devices/{id}")).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("thing", "source.url")]
    [InlineData("siren", "source")]
    public async Task Things_and_sirens_are_plain_devices(string kind, string field)
    {
        var id = await _site.CreateAsync("/api/inventory/devices", new { name = "One", roomId = await _site.AddRoomAsync(), kind });

        var device = await _site.ReadAsync($"/api/inventory/devices/{id}");
        Assert.Equal(kind, device.GetProperty("kind").GetString());
        Assert.False(device.GetProperty("recording").GetBoolean());
        Assert.Equal(JsonValueKind.Null, device.GetProperty("source").ValueKind);
        using var reply = await _site.Http.PatchAsJsonAsync($"/api/inventory/devices/{id}", new { source = new { url = "rtsp://192.168.1.20/x" } }, Ct);
        await AssertProblemAsync(reply, HttpStatusCode.BadRequest, "invalid-request", field);
    }

    [Fact]
    [Trait("Req", "O-3")]
    public async Task A_removed_device_is_gone()
    {
        var id = await _site.AddCameraAsync();

        using var first = await _site.Http.DeleteAsync($"/api/inventory/devices/{id}", Ct);
        using var second = await _site.Http.DeleteAsync($"/api/inventory/devices/{id}", Ct);
        using var read = await _site.Http.GetAsync($"/api/inventory/devices/{id}", Ct);
        using var patch = await _site.Http.PatchAsJsonAsync($"/api/inventory/devices/{id}", new { name = "x" }, Ct);

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        await AssertProblemAsync(second, HttpStatusCode.NotFound, "not-found");
        await AssertProblemAsync(read, HttpStatusCode.NotFound, "not-found");
        await AssertProblemAsync(patch, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_list_is_walked_page_by_page()
    {
        var room = await _site.AddRoomAsync();
        var ids = new List<Guid>();
        for (var number = 0; number < 5; number++)
        {
            ids.Add(await _site.AddCameraAsync(room, $"Camera {number}"));
        }

        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var page = await _site.ReadAsync($"/api/inventory/devices?limit=2&cursor={next}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(ids.Order(), seen);
    }

    [Fact]
    [Trait("Req", "R-13")]
    public async Task Who_was_granted_nothing_sees_nothing_and_changes_nothing()
    {
        var id = await _site.AddCameraAsync();
        using var guardian = _site.Host.Client(new Caller(Foundation.UserId.New(), "guard", [Roles.Guardian]));

        var list = await guardian.GetFromJsonAsync<JsonElement>("/api/inventory/devices", Ct);
        using var read = await guardian.GetAsync($"/api/inventory/devices/{id}", Ct);
        using var patch = await guardian.PatchAsJsonAsync($"/api/inventory/devices/{id}", new { enabled = false }, Ct);
        using var remove = await guardian.DeleteAsync($"/api/inventory/devices/{id}", Ct);

        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
        await AssertProblemAsync(read, HttpStatusCode.NotFound, "not-found");
        await AssertProblemAsync(patch, HttpStatusCode.Forbidden, "forbidden");
        await AssertProblemAsync(remove, HttpStatusCode.Forbidden, "forbidden");
    }

    private static Task AssertProblemAsync(HttpResponseMessage reply, HttpStatusCode status, string code, string? field = null) =>
        Refused.AssertAsync(reply, status, code, field);

    private async Task<JsonElement> PatchAsync(Guid id, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var reply = await _site.Http.PatchAsync($"/api/inventory/devices/{id}", content, Ct);
        var text = await reply.Content.ReadAsStringAsync(Ct);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        Assert.NotNull(reply.Headers.ETag);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task AssertSecretIsNowhereAsync(string secret)
    {
        Assert.All(await _site.SaidAsync(), one => Assert.DoesNotContain(secret, one.Content, StringComparison.Ordinal));
        var list = await _site.Http.GetStringAsync("/api/inventory/devices", Ct);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_site.Host.DataDirectory, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret, await reader.ReadToEndAsync(Ct), StringComparison.Ordinal);
        }
    }
}
