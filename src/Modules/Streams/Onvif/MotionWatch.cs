using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Media.Onvif;

namespace Vedette.Streams.Onvif;

/// <summary>Listens to what one camera notices: subscribes, pulls, and when the subscription is lost subscribes again, for ever.</summary>
internal sealed class MotionWatch(
    CameraId camera, OnvifAddress address, OnvifCameras cameras, OnvifStandings standings, SemaphoreSlim connecting, TimeProvider time, ILogger logger)
{
    // Cameras that answer at once with nothing, although they were asked to wait.
    private static readonly TimeSpan LeastBetweenPulls = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5)];

    // Accounts are locked after a few wrong passwords; a service that is not there seldom appears.
    private static readonly TimeSpan SomebodyMustAct = TimeSpan.FromMinutes(5);

    private readonly OnvifMotion _motion = new();
    private OnvifCause? _told;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            for (var failures = 0; ;)
            {
                var begun = time.GetTimestamp();
                var pause = await TryAsync(cancellation);
                standings.Note(camera, null);
                _ = _motion.Forget();
                failures = time.GetElapsedTime(begun) > Settled ? 0 : failures;
                pause ??= Pauses[Math.Min(failures++, Pauses.Length - 1)];
                await Task.Delay(pause.Value * (1 - (Random.Shared.NextDouble() / 5)), time, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            standings.Note(camera, null);
        }
    }

    /// <summary>Until it is lost; then how long to wait, unless as usual.</summary>
    private async Task<TimeSpan?> TryAsync(CancellationToken cancellation)
    {
        try
        {
            using var opened = await ConnectAsync(cancellation);
            if (!opened.HasEvents)
            {
                return SomebodyMustAct;
            }

            var events = await opened.SubscribeAsync(cancellation);
            StreamsLog.EventsFollowed(logger, camera);
            _told = null;
            try
            {
                await ListenAsync(events, cancellation);
            }
            finally
            {
                using var patience = new CancellationTokenSource(LeavePatience, time);
                await LeaveAsync(events, patience.Token);
            }

            return null;
        }
        catch (OnvifException lost)
        {
            if (_told != lost.Cause)
            {
                StreamsLog.EventsNotHeard(logger, camera, PtzRefusal.CauseOf(lost.Cause), lost.Message);
                _told = lost.Cause;
            }

            return lost.Cause is OnvifCause.WrongPassword or OnvifCause.ClockSkew or OnvifCause.NotOnvif or OnvifCause.NotAllowed ? SomebodyMustAct : null;
        }
        catch (FaultException unreadable)
        {
            StreamsLog.EventsNotHeard(logger, camera, "wrong-password", unreadable.Message);
            return SomebodyMustAct;
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            StreamsLog.EventsFailed(logger, camera, unexpected);
            return SomebodyMustAct;
        }
    }

    /// <summary>A few at a time: after a power cut all cameras come back at once.</summary>
    private async Task<OnvifCamera> ConnectAsync(CancellationToken cancellation)
    {
        await connecting.WaitAsync(cancellation);
        try
        {
            var opened = await cameras.ConnectAsync(address, cancellation);
            try
            {
                standings.Learn(camera, opened.HasPtz && OnvifCameras.Moving(await opened.GetProfilesAsync(cancellation), address) is not null);
                return opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
        finally
        {
            _ = connecting.Release();
        }
    }

    private async Task ListenAsync(OnvifPullPoint events, CancellationToken cancellation)
    {
        for (var asked = false; ;)
        {
            var begun = time.GetTimestamp();
            var messages = await events.PullAsync(cancellation);
            var now = time.GetUtcNow();
            foreach (var message in messages)
            {
                _ = _motion.Take(message, now);
            }

            if (_motion.IsDoubtful(now) && !asked)
            {
                await events.AskForStateAsync(cancellation);
            }

            asked = _motion.IsDoubtful(now);
            _ = _motion.Expire(now);
            standings.Note(camera, _motion.IsActive);
            var left = LeastBetweenPulls - time.GetElapsedTime(begun);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, cancellation);
            }
        }
    }

    private static async Task LeaveAsync(OnvifPullPoint events, CancellationToken patience)
    {
        try
        {
            await events.UnsubscribeAsync(patience);
        }
        catch (OperationCanceledException)
        {
            // It forgets us by itself.
        }
    }
}
