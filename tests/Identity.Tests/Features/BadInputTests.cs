using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Vedette.Identity.Tests.Features;

/// <summary>Every endpoint against what clients get wrong or try on purpose.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private Desk _desk = null!;

    private string _token = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _desk = await Desk.StartAsync();
        _token = (await _desk.SignInAsync()).AccessToken;
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData("/token", """{}""", "username")]
    [InlineData("/token", """{"username":"admin"}""", "password")]
    [InlineData("/token", """{"username":"","password":"x"}""", "username")]
    [InlineData("/token", """{"username":null,"password":"x"}""", "username")]
    [InlineData("/token", """{"username":7,"password":"x"}""", "username")]
    [InlineData("/token", """{"username":"admin","password":{"$ne":null}}""", "password")]
    [InlineData("/token", """{"username":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx","password":"x"}""", "username")]
    [InlineData("/token/refresh", """{}""", "refreshToken")]
    [InlineData("/token/refresh", """{"refreshToken":""}""", "refreshToken")]
    [InlineData("/token/refresh", """{"refreshToken":[1]}""", "refreshToken")]
    [InlineData("/token", """{"username":"admin","password":"x","code":7}""", "code")]
    [InlineData("/token", """{"username":"admin","password":"x","code":"00000000000000000000000000000000000000000000000000000000000000000"}""", "code")]
    [InlineData("/token/exchange", """{}""", "code")]
    [InlineData("/token/exchange", """{"code":""}""", "code")]
    [InlineData("/token/exchange", """{"code":"a","apiKey":"b"}""", "code")]
    [InlineData("/token/exchange", """{"apiKey":[]}""", "apiKey")]
    [InlineData("/logout", """{"refreshToken":7}""", "refreshToken")]
    [InlineData("/me/second-factor", """{}""", "password")]
    [InlineData("/me/second-factor", """{"password":"wrong-password"}""", "password")]
    [InlineData("/me/second-factor/confirm", """{"code":"12345"}""", "code")]
    [InlineData("/me/second-factor/recovery-codes", """{}""", "password")]
    [InlineData("/me/second-factor/remove", """{}""", "password")]
    [InlineData("/me/api-keys", """{}""", "name")]
    [InlineData("/me/api-keys", """{"name":" "}""", "name")]
    [InlineData("/me/api-keys", """{"name":"x","expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("/me/api-keys", """{"name":"x","expiresAt":"soon"}""", "expiresAt")]
    [InlineData("/me/password", """{}""", "currentPassword")]
    [InlineData("/me/password", """{"currentPassword":"a-long-test-password"}""", "newPassword")]
    [InlineData("/me/password", """{"currentPassword":"a-long-test-password","newPassword":"short"}""", "newPassword")]
    [InlineData("/me/password", """{"currentPassword":"a-long-test-password","newPassword":1234567890}""", "newPassword")]
    public async Task A_wrong_field_is_named(string path, string body, string field)
    {
        using var reply = await PostAsync(path, body);

        await Refused.AssertAsync(reply, HttpStatusCode.BadRequest, "invalid-request", field);
        _ = await _desk.SignInAsync();
    }

    [Theory]
    [InlineData("/token")]
    [InlineData("/token/refresh")]
    [InlineData("/token/exchange")]
    [InlineData("/logout")]
    [InlineData("/me/password")]
    [InlineData("/users")]
    [InlineData("/me/second-factor")]
    [InlineData("/me/second-factor/confirm")]
    [InlineData("/me/api-keys")]
    public async Task Malformed_and_oversized_bodies_are_refused(string path)
    {
        foreach (var body in (string[])["{", "\u0000", "[1]", "null", "\"x\"", "{\"username\":\"\\ud800\",\"password\":\"x\",\"refreshToken\":\"\\ud800\"}"])
        {
            using var reply = await PostAsync(path, body);
            Assert.True(reply.StatusCode == HttpStatusCode.BadRequest, $"{body}: {(int)reply.StatusCode}");
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        }

        using var huge = await PostAsync(path, $$"""{"username":"{{new string('x', 2 * 1024 * 1024)}}"}""");
        await Refused.AssertAsync(huge, HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("' or 1=1 --")]
    [InlineData("admin\u0000")]
    [InlineData("admin%")]
    public async Task Tricks_with_the_user_name_sign_nobody_in(string username)
    {
        using var reply = await _desk.PostAsync("/api/identity/token", new { username, password = Desk.Password });

        await Refused.AssertAsync(reply, HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    [Fact]
    public async Task An_endless_password_is_just_wrong()
    {
        using var reply = await _desk.PostAsync("/api/identity/token", new { username = "admin", password = new string('x', 500_000) });

        await Refused.AssertAsync(reply, HttpStatusCode.Unauthorized, "wrong-credentials");
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/identity" + path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        // The server refuses a large body by its announced length; without this it would hang up while we still send.
        request.Headers.ExpectContinue = true;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return await _desk.Http.SendAsync(request, Ct);
    }
}
