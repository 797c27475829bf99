using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Identity.Features;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using Vedette.Support;

namespace Vedette.Identity.Tests;

/// <summary>One Identity for all tests of a class: they use names of their own.</summary>
public abstract class DeskFixture(Dialect dialect) : IAsyncLifetime
{
    private static int _number;

    private (string Token, DateTimeOffset At)? _administrator;

    internal Desk Desk { get; private set; } = null!;

    internal ManualTime Time { get; } = new();

    public async ValueTask InitializeAsync() => Desk = await Desk.StartAsync(dialect, Time);

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A name nobody has.</summary>
    public static string NewName() => $"user-{Interlocked.Increment(ref _number)}";

    /// <summary>An administrator's access token. Checking a password is slow on purpose: one token does until the clock is moved.</summary>
    internal async Task<string> AdministratorAsync()
    {
        if (_administrator is not { } known || Time.GetUtcNow() - known.At > TimeSpan.FromMinutes(2))
        {
            _administrator = known = ((await Desk.SignInAsync()).AccessToken, Time.GetUtcNow());
        }

        return known.Token;
    }

    internal async Task<Guid> AddPropertyAsync(string name, Guid? owner = null, Guid? id = null)
    {
        var property = id ?? Guid.CreateVersion7();
        await Follow.HandleAsync(
            new PropertyAdded(new PropertyId(property), name, "UTC") { OwnerId = owner is { } who ? new UserId(who) : null }, Context, default);
        return property;
    }

    internal async Task<Guid> AddRoomAsync(Guid property, string name)
    {
        var room = RoomId.New();
        await Follow.HandleAsync(new RoomAdded(room, new PropertyId(property), name), Context, default);
        return room.Value;
    }

    internal FollowPlaces Follow => Desk.Get<FollowPlaces>();

    internal static EventContext Context { get; } =
        new(Guid.NewGuid(), "inventory.test", 1, DateTimeOffset.UnixEpoch, Guid.NewGuid(), "system", TraceParent: null);
}
