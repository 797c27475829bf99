using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Vedette.EndToEnd.Tests;

/// <summary>Stands in for Identity in another process: publishes a key over HTTP and signs with it whatever a test wants signed.</summary>
internal sealed class KeyPublisher : IAsyncDisposable
{
    private readonly WebApplication _http;
    private readonly ECDsa _key;
    private readonly string _keyId;

    private KeyPublisher(WebApplication http, ECDsa key, string keyId) => (_http, _key, _keyId) = (http, key, keyId);

    public string Url => _http.Urls.First() + "/keys";

    public static async Task<KeyPublisher> StartAsync()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var keyId = Guid.NewGuid().ToString("N");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var http = builder.Build();
        http.MapGet("/keys", () => Results.Json(new
        {
            keys = new[] { new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y), kid = keyId, use = "sig", alg = "ES256" } },
        }));
        await http.StartAsync();
        return new KeyPublisher(http, key, keyId);
    }

    /// <summary>A token of an administrator, good for five minutes, after the changes.</summary>
    public string Sign(Action<JsonObject>? changeClaims = null, Action<JsonObject>? changeHeader = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new JsonObject { ["alg"] = "ES256", ["kid"] = _keyId, ["typ"] = "at+jwt" };
        var claims = new JsonObject
        {
            ["iss"] = "vedette",
            ["aud"] = "vedette",
            ["sub"] = Guid.CreateVersion7().ToString(),
            ["name"] = "admin",
            ["roles"] = new JsonArray("administrator"),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 300,
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        changeHeader?.Invoke(header);
        changeClaims?.Invoke(claims);
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync();
        _key.Dispose();
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
