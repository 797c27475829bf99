using System.Net;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Tests.Modules;
using Vedette.Platform.Tests.Web;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

/// <summary>What <c>RequireRightOn</c> and <c>RequireAdministrator</c> answer.</summary>
public sealed class PlaceAccessTests(WritersHost writers) : IClassFixture<WritersHost>
{
    private static readonly string Pictures = $"/api/writers/cameras/{CameraPlaces.Camera}/pictures";
    private static readonly string Elsewhere = $"/api/writers/cameras/{Guid.CreateVersion7()}/pictures";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Guid Room => CameraPlaces.Room.RoomId.Value;

    [Fact]
    [Trait("Req", "R-13")]
    public async Task The_right_counts_where_the_camera_is()
    {
        await AnswersAsync(Pictures, HttpStatusCode.OK, TestTokens.Administrator);
        await AnswersAsync(Pictures, HttpStatusCode.OK, TestTokens.Guardian(new Grant(GrantScope.Room, Room, Rights.Playback)));
        await AnswersAsync(Pictures, HttpStatusCode.OK, TestTokens.Guardian(new Grant(GrantScope.Property, CameraPlaces.Room.PropertyId.Value, Rights.Playback)));
        await AnswersAsync(Elsewhere, HttpStatusCode.OK, TestTokens.Administrator);
    }

    [Fact]
    [Trait("Req", "R-13")]
    public async Task What_one_may_not_see_is_not_there_and_what_one_may_see_only_is_forbidden()
    {
        var foreign = TestTokens.Guardian(new Grant(GrantScope.Room, Guid.CreateVersion7(), Rights.Playback));
        await AnswersAsync(Pictures, HttpStatusCode.NotFound, foreign, "not-found");
        await AnswersAsync(Pictures, HttpStatusCode.NotFound, TestTokens.Guardian(new Grant(GrantScope.Property, Guid.CreateVersion7(), Rights.Playback)), "not-found");
        await AnswersAsync(Elsewhere, HttpStatusCode.NotFound, foreign, "not-found");
        await AnswersAsync("/api/writers/cameras/nonsense/pictures", HttpStatusCode.NotFound, foreign, "not-found");
        await AnswersAsync(Pictures, HttpStatusCode.Forbidden, TestTokens.Guardian(new Grant(GrantScope.Room, Room, Rights.Live)), "forbidden");
        await AnswersAsync(Pictures, HttpStatusCode.Forbidden, TestTokens.Guardian(), "forbidden");
        await AnswersAsync(Pictures, HttpStatusCode.Forbidden, new Caller(UserId.New(), "member", [Roles.Member]), "forbidden");
    }

    [Fact]
    public async Task Settings_are_the_administrators_whatever_was_granted()
    {
        await AnswersAsync("/api/writers/settings", HttpStatusCode.OK, TestTokens.Administrator);
        await AnswersAsync("/api/writers/settings", HttpStatusCode.Forbidden, TestTokens.Guardian(Rights.OfPlaces | Rights.Audit), "forbidden");
    }

    private async Task AnswersAsync(string path, HttpStatusCode status, Caller caller, string? code = null)
    {
        using var http = writers.Host.Client(caller);
        using var answer = await http.GetAsync(path, Ct);
        if (code is null)
        {
            Assert.Equal(status, answer.StatusCode);
        }
        else
        {
            await Answer.ProblemAsync(answer, status, code);
        }
    }
}
