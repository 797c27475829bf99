using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>What cameras want to hear while they play, and when we go.</summary>
public sealed class SignsOfLifeTests
{
    [Fact]
    public async Task Quirk_13_We_take_leave_with_teardown_so_that_no_session_is_left_behind()
    {
        var leaving = Transcript.Of("""
            > PLAY
            RTSP/1.0 200 OK
            CSeq: {cseq}

            @key
            @picture 9
            @hold
            """);
        await using var camera = new ReplayedCamera(leaving);
        var replay = await Replay.OfAsync(camera, camera.Endpoint, enough: 10);

        Assert.Equal(10, replay.Pictures.Count);
        Assert.Null(replay.End);
        Assert.Equal("20260101", Assert.Single(replay.Requests("TEARDOWN")).Headers["Session"]);
        Assert.Equal("TEARDOWN", replay.Asked[^1].Method);
    }

    [Fact]
    public async Task Quirk_14_Only_methods_that_were_offered_are_used_to_keep_a_session_alive_well_within_the_time_it_has()
    {
        var replay = await Replay.OfAsync("only-options");

        replay.HasAllPictures();
        Assert.DoesNotContain(replay.Asked, request => request.Method is "GET_PARAMETER" or "SET_PARAMETER");
        Assert.Contains(replay.Requests("OPTIONS"), request => request.Headers["Session"] == "193");
    }

    [Fact]
    public async Task Quirk_14_A_camera_that_is_deaf_to_what_it_offered_is_asked_in_another_way_before_its_patience_is_over()
    {
        var replay = await Replay.OfAsync("gw", ("sets", "Z2QAH6zZQFAFuwEQAAADABAAAAMDIPGDGWAAAAAB,aOvjyyLAAAAAAQ=="));

        replay.HasAllPictures();
        Assert.Single(replay.Requests("GET_PARAMETER"));
    }

    [Fact]
    public async Task Quirk_34_A_camera_that_stops_without_reports_and_questions_gets_both()
    {
        var replay = await Replay.OfAsync("impatient");

        replay.HasAllPictures();
        Assert.All(replay.Requests("GET_PARAMETER"), request => Assert.Equal("940", request.Headers["Session"]));
    }
}
