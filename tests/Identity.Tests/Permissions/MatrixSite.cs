using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Audit;
using Vedette.Foundation;
using Vedette.Inventory;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Recording;
using Vedette.Sensing;
using Vedette.Streams;
using Vedette.Support;

namespace Vedette.Identity.Tests.Permissions;

/// <summary>The whole program with a camera and a thing in one room, and everybody who might ask for them.</summary>
internal sealed class MatrixSite : IAsyncDisposable
{
    private const Rights Watching = Rights.Live | Rights.Playback | Rights.Export;

    private static readonly ModuleEntry[] Modules =
    [
        ModuleEntry.Of<AuditModule>(), ModuleEntry.Of<IdentityModule>(), ModuleEntry.Of<InventoryModule>(),
        ModuleEntry.Of<StreamsModule>(), ModuleEntry.Of<RecordingModule>(), ModuleEntry.Of<SensingModule>(),
    ];

    private MatrixSite(ModuleHost host) => (Host, Administrator) = (host, host.Client());

    public ModuleHost Host { get; }

    public HttpClient Administrator { get; }

    public Guid Property { get; private set; }

    public Guid Room { get; private set; }

    public Guid Camera { get; private set; }

    public Guid Thing { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<MatrixSite> StartAsync()
    {
        var site = new MatrixSite(await ModuleHost.StartAsync(
            Modules,
            adjust: options => options with { Settings = new Dictionary<string, string?> { ["ADMIN_PASSWORD"] = Desk.Password } }));
        site.Property = await site.AddAsync("properties", new { name = "House", address = "Street 1", timeZone = "UTC" });
        site.Room = await site.AddAsync("rooms", new { propertyId = site.Property, name = "Yard" });
        site.Camera = await site.AddCameraAsync();
        site.Thing = await site.AddAsync("devices", new { name = "Thermometer", roomId = site.Room, kind = "thing", source = new { url = "http://10.255.255.1/device" } });
        await site.UntilAsync($"/api/streams/cameras/{site.Camera}");
        await site.UntilAsync($"/api/recording/cameras/{site.Camera}");
        await site.UntilAsync($"/api/sensing/things/{site.Thing}");
        return site;
    }

    public Task<Guid> AddCameraAsync() =>
        AddAsync("devices", new { name = "Gate", roomId = Room, kind = "camera", source = new { url = "rtsp://127.0.0.1:1/gate" } });

    /// <summary>Everybody, the administrator first. With <paramref name="but"/> the one who has every other right lacks that one.</summary>
    public IReadOnlyList<Person> People(Right? but)
    {
        var now = DateTimeOffset.UtcNow;
        var lacking = Rights.OfPlaces & ~(but is { } right ? (Rights)(1 << (int)right) : Rights.None);
        var here = new Grant(GrantScope.Room, Room, Rights.OfPlaces);
        return
        [
            new("administrator", TestTokens.Administrator) { Here = Rights.OfPlaces | Rights.Audit },
            Guardian("guardian of the room", here) with { Here = Rights.OfPlaces },
            Guardian("guardian of the room without the right", here with { Rights = lacking }) with { Here = lacking },
            Guardian("guardian of another room", here with { Target = Guid.CreateVersion7() }) with { Elsewhere = Rights.OfPlaces },
            Guardian("guardian whose shift is over", here with { Until = now.AddMinutes(-1) }),
            Overtaken(Guardian("guardian whose grant was taken", here), []),
            new("owner of the property", new Caller(UserId.New(), "owner", [Roles.Owner]) { Given = [new Grant(GrantScope.Property, Property, Watching)] }) { Here = Watching },
            Guardian("auditor", new Grant(GrantScope.Everywhere, null, Rights.Audit)) with { Here = Rights.Audit },
            new("member", new Caller(UserId.New(), "member", [Roles.Member]) { Given = [here] }),
            new("service", new Caller(UserId.New(), "service", [Roles.Service]) { Given = [here] }) { Here = Rights.OfPlaces },
            new("system", new Caller(UserId.New(), "system", [Roles.System])),
            Overtaken(Guardian("switched off", here) with { IsSignedIn = false }, null),
            SignedOut(Guardian("signed out", here) with { IsSignedIn = false }),
        ];

        static Person Guardian(string name, Grant grant) => new(name, TestTokens.Guardian(grant));
    }

    public async ValueTask DisposeAsync()
    {
        Administrator.Dispose();
        await Host.DisposeAsync();
    }

    private Person Overtaken(Person person, IReadOnlyList<string>? grants)
    {
        Host.Services.GetRequiredService<AccessNews>().Hear(new UserAccess(
            person.Caller.UserId, person.Caller.Version + 1, grants is not null, person.Caller.Name, person.Caller.Roles, grants ?? [], DateTimeOffset.UtcNow));
        return person;
    }

    private Person SignedOut(Person person)
    {
        var signIn = Guid.CreateVersion7();
        Host.Services.GetRequiredService<AccessNews>().HearEnded(signIn, DateTimeOffset.UtcNow);
        return person with { Caller = person.Caller with { SignIn = signIn } };
    }

    private async Task<Guid> AddAsync(string what, object body)
    {
        using var reply = await Administrator.PostAsJsonAsync($"/api/inventory/{what}", body, Ct);
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync(Ct));
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("id").GetGuid();
    }

    private async Task UntilAsync(string path)
    {
        for (var tries = 0; ; tries++)
        {
            using var reply = await Administrator.GetAsync(path, Ct);
            if (reply.IsSuccessStatusCode)
            {
                return;
            }

            Assert.True(tries < 600, $"{path} answers {reply.StatusCode}.");
            await Task.Delay(50, Ct);
        }
    }
}
