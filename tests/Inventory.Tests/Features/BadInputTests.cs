using System.Net;
using System.Text;

namespace Vedette.Inventory.Tests.Features;

/// <summary>Every endpoint against what clients get wrong or try on purpose: clear words, and nothing changes.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private Site _site = null!;

    private Guid _property;

    private Guid _room;

    private Guid _camera;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        _property = await _site.AddPropertyAsync();
        _room = await _site.AddRoomAsync(_property);
        _camera = await _site.AddCameraAsync(_room);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("POST", "/properties", """{}""", "name")]
    [InlineData("POST", "/properties", """{"name":"a","address":"b"}""", "timeZone")]
    [InlineData("POST", "/properties", """{"name":"a","address":"b","timeZone":"Mars/Olympus"}""", "timeZone")]
    [InlineData("POST", "/properties", """{"name":"a","address":"b","timeZone":"../../etc/passwd"}""", "timeZone")]
    [InlineData("POST", "/properties", """{"name":"a","address":"b","timeZone":"Romance Standard Time"}""", "timeZone")]
    [InlineData("POST", "/properties", """{"name":"   ","address":"b","timeZone":"UTC"}""", "name")]
    [InlineData("POST", "/properties", """{"name":"a\u0000","address":"b","timeZone":"UTC"}""", "name")]
    [InlineData("POST", "/properties", """{"name":7,"address":"b","timeZone":"UTC"}""", "name")]
    [InlineData("POST", "/properties", """{"name":["a"],"address":"b","timeZone":"UTC"}""", "name")]
    [InlineData("PATCH", "/properties/{property}", """{"name":""}""", "name")]
    [InlineData("PATCH", "/properties/{property}", """{"timeZone":"x"}""", "timeZone")]
    [InlineData("POST", "/rooms", """{"name":"a"}""", "propertyId")]
    [InlineData("POST", "/rooms", """{"name":"a","propertyId":"../x"}""", "propertyId")]
    [InlineData("POST", "/rooms", """{"name":"a","propertyId":"{0197f000-0000-7000-8000-000000000000}"}""", "propertyId")]
    [InlineData("POST", "/rooms", """{"name":"a","propertyId":"0197f000-0000-7000-8000-000000000000"}""", "propertyId")]
    [InlineData("PATCH", "/rooms/{room}", """{"name":" "}""", "name")]
    [InlineData("POST", "/devices", """{}""", "name")]
    [InlineData("POST", "/properties", """{"name":"a","address":"b","timeZone":"UTC","ownerId":"0197f000-0000-7000-8000-000000000000"}""", "ownerId")]
    [InlineData("PATCH", "/properties/{property}", """{"ownerId":"0197f000-0000-7000-8000-000000000000"}""", "ownerId")]
    [InlineData("DELETE", "/properties/{property}?contents=burn", null, "contents")]
    [InlineData("DELETE", "/rooms/{room}?contents=burn", null, "contents")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","source":{"url":"rtsp://h/x"}}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","source":{}}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","source":{"url":"http://169.254.169.254/td"}}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","source":{"url":"http://h/td","username":"u","token":"t"}}""", "source.token")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","source":{"url":"http://h/td","token":"a b"}}""", "source.token")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","source":{"url":"http://h/td","subUrl":"http://h/x"}}""", "source")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","token":"t"}}""", "source.token")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"siren","thing":{"id":"urn:x:1"}}""", "thing")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","thing":{"id":""}}""", "thing.id")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","thing":{"capabilities":[{"type":"sensor","measure":"temperature","unit":"kelvin"}]}}""", "thing.capabilities[0]")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","thing":{"capabilities":[{"type":"video","resolution":"8k"}]}}""", "thing.capabilities[0]")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"thing","thing":{"capabilities":[null]}}""", "thing.capabilities[0]")]
    [InlineData("PATCH", "/devices/{camera}", """{"description":"a\u0000"}""", "description")]
    [InlineData("GET", "/devices?sort=password", null, "sort")]
    [InlineData("GET", "/devices?sort=--name", null, "sort")]
    [InlineData("GET", "/devices?status=tired", null, "status")]
    [InlineData("GET", "/devices?enabled=maybe", null, "enabled")]
    [InlineData("GET", "/devices?sort=name&cursor=WyIiLCIiLCIwMTk3ZjAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAiXQ", null, "cursor")]
    [InlineData("GET", "/properties?sort=owner", null, "sort")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera"}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"toaster"}""", "kind")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":7}""", "kind")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"0197f000-0000-7000-8000-000000000000","kind":"siren"}""", "roomId")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"siren","source":{"url":"rtsp://h/x"}}""", "source")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"file:///etc/passwd"}}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"http://169.254.169.254/x"}}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://169.254.169.254/x"}}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://[fe80::1]/x"}}""", "source.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","subUrl":"file:///x"}}""", "source.subUrl")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","username":"a:b"}}""", "source.username")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","password":"a\r\nb"}}""", "source.password")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","transport":"pigeon"}}""", "source.transport")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","enabled":"yes","source":{"url":"rtsp://h/x"}}""", "enabled")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","transport":9}}""", "source.transport")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","roles":{"record":"third"}}}""", "source.roles.record")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","roles":"main"}}""", "source.roles")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","roles":{"record":"main","grid":7,"detect":"sub"}}}""", "source.roles.grid")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","trust":{"pinnedSha256":"abcd"}}}""", "source.trust.pinnedSha256")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","trust":{"pinnedSha256":"zz1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8"}}}""", "source.trust.pinnedSha256")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","trust":{"authorityPem":"hello"}}}""", "source.trust.authorityPem")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","trust":{"authorityPem":"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"}}}""", "source.trust.authorityPem")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","trust":{"authorityPem":"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"}}}""", "source.trust.authorityPem")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","onvif":{}}}""", "source.onvif.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","onvif":{"url":"rtsp://192.168.1.20/onvif"}}}""", "source.onvif.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","onvif":{"url":"http://169.254.169.254/onvif"}}}""", "source.onvif.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","onvif":{"url":"file:///etc/passwd"}}}""", "source.onvif.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","onvif":{"url":"http://192.168.1.20/onvif","profile":"a\u0000"}}}""", "source.onvif.profile")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","onvif":{"profile":"one"}}}""", "source.onvif.url")]
    [InlineData("POST", "/devices", """{"name":"a","roomId":"{room}","kind":"camera","source":{"url":"rtsp://h/x","subUrl":"udp://@:80"}}""", "source.subUrl")]
    [InlineData("PATCH", "/devices/{camera}", """{"source":{"transport":"pigeon"}}""", "source.transport")]
    [InlineData("PATCH", "/devices/{camera}", """{"source":{"trust":{"pinnedSha256":"x"}}}""", "source.trust.pinnedSha256")]
    [InlineData("PATCH", "/devices/{camera}", """{"source":{"onvif":{"url":"ftp://h/x"}}}""", "source.onvif.url")]
    [InlineData("PATCH", "/devices/{camera}", """{"source":{"onvif":{"url":""}}}""", "source.onvif.url")]
    [InlineData("PATCH", "/devices/{camera}", """{"source":{"roles":{"record":null}}}""", "source.roles.record")]
    [InlineData("PATCH", "/devices/{camera}", """{"name":""}""", "name")]
    [InlineData("PATCH", "/devices/{camera}", """{"source":{"url":"file:///etc/passwd"}}""", "source.url")]
    [InlineData("PATCH", "/devices/{camera}", """{"source":{"url":"rtsp://169.254.1.1/x"}}""", "source.url")]
    [InlineData("PATCH", "/devices/{camera}", """{"roomId":"0197f000-0000-7000-8000-000000000000"}""", "roomId")]
    [InlineData("PATCH", "/devices/{camera}", """{"enabled":1}""", "enabled")]
    [InlineData("GET", "/devices?limit=0", null, "limit")]
    [InlineData("GET", "/devices?limit=201", null, "limit")]
    [InlineData("GET", "/devices?limit=many", null, "limit")]
    [InlineData("GET", "/devices?cursor=../../x", null, "cursor")]
    [InlineData("GET", "/devices?cursor=WyJhIiwiYiJd", null, "cursor")]
    [InlineData("GET", "/devices?kind=toaster", null, "kind")]
    [InlineData("GET", "/devices?kind=9", null, "kind")]
    [InlineData("GET", "/devices?roomId=x", null, "roomId")]
    [InlineData("GET", "/rooms?propertyId=%00", null, "propertyId")]
    [InlineData("GET", "/properties?cursor=%27", null, "cursor")]
    [InlineData("GET", "/devices/..%2f..%2fetc%2fpasswd", null, "id")]
    [InlineData("DELETE", "/devices/{camera}x", null, "id")]
    [InlineData("DELETE", "/rooms/..%2f..%2fproperties", null, "id")]
    [InlineData("PATCH", "/properties/1", "{}", "id")]
    public async Task A_wrong_field_is_named(string method, string path, string? body, string field)
    {
        using var reply = await SendAsync(method, path, body);

        await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", field);
        await AssertNothingChangedAsync();
    }

    [Theory]
    [InlineData("POST", "/properties")]
    [InlineData("POST", "/rooms")]
    [InlineData("POST", "/devices")]
    [InlineData("PATCH", "/properties/{property}")]
    [InlineData("PATCH", "/rooms/{room}")]
    [InlineData("PATCH", "/devices/{camera}")]
    public async Task Malformed_json_is_told_so(string method, string path)
    {
        foreach (var body in (string[])["{", "{\"name\":", "\u0000", "{\"name\":\"\\ud800\"}", "[[[[", new string('[', 200)])
        {
            using var reply = await SendAsync(method, path, body);
            Assert.True(reply.StatusCode == HttpStatusCode.BadRequest, $"{body}: {(int)reply.StatusCode}");
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        }

        await AssertNothingChangedAsync();
    }

    [Theory]
    [InlineData("POST", "/devices")]
    [InlineData("PATCH", "/devices/{camera}")]
    public async Task An_oversized_body_is_refused(string method, string path)
    {
        using var request = Request(method, path, $$"""{"name":"{{new string('x', 2 * 1024 * 1024)}}"}""");

        // The server refuses by the announced length; without this it would hang up while we still send.
        request.Headers.ExpectContinue = true;
        using var reply = await _site.Http.SendAsync(request, Ct);

        await Refused.AssertAsync(reply, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await AssertNothingChangedAsync();
    }

    [Theory]
    [InlineData("\"one\"")]
    [InlineData("W/\"1\"")]
    public async Task A_wrong_if_match_is_named(string tag)
    {
        using var request = Request("PATCH", "/devices/{camera}", """{"name":"x"}""");
        Assert.True(request.Headers.TryAddWithoutValidation("If-Match", tag));
        using var reply = await _site.Http.SendAsync(request, Ct);

        await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", "If-Match");
    }

    [Fact]
    public async Task An_installation_can_refuse_cameras_on_itself_and_in_its_network()
    {
        await using var closed = await Site.StartAsync(settings: new()
        {
            ["inventory:allowLoopbackCameras"] = "false",
            ["inventory:allowPrivateNetworkCameras"] = "false",
        });
        var room = await closed.AddRoomAsync();
        foreach (var url in (string[])["rtsp://127.0.0.1/x", "rtsp://192.168.1.20/x"])
        {
            using var content = new StringContent(
                $$$"""{"name":"a","roomId":"{{{room}}}","kind":"camera","source":{"url":"{{{url}}}"}}""", Encoding.UTF8, "application/json");
            using var reply = await closed.Http.PostAsync("/api/inventory/devices", content, Ct);
            await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", "source.url");
        }
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string? body) => _site.Http.SendAsync(Request(method, path, body), Ct);

    private HttpRequestMessage Request(string method, string path, string? body)
    {
        string Fill(string text) => text
            .Replace("{property}", _property.ToString(), StringComparison.Ordinal)
            .Replace("{room}", _room.ToString(), StringComparison.Ordinal)
            .Replace("{camera}", _camera.ToString(), StringComparison.Ordinal);

        return new HttpRequestMessage(new HttpMethod(method), "/api/inventory" + Fill(path))
        {
            Content = body is null ? null : new StringContent(Fill(body), Encoding.UTF8, "application/json"),
        };
    }

    private async Task AssertNothingChangedAsync()
    {
        var camera = Assert.Single((await _site.ReadAsync("/api/inventory/devices")).GetProperty("items").EnumerateArray());
        Assert.Equal("1", camera.GetProperty("version").GetString());
        Assert.Single((await _site.ReadAsync("/api/inventory/rooms")).GetProperty("items").EnumerateArray());
        Assert.Single((await _site.ReadAsync("/api/inventory/properties")).GetProperty("items").EnumerateArray());
    }
}
