using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>
/// Accounts for every second of one camera: an instant after the first known one is recorded, or in exactly one gap.
/// Pure: it is told what was flushed and what went wrong, and says which gaps follow.
/// </summary>
internal sealed class GapLedger(CameraId camera, Action<Fact> say)
{
    /// <summary>Shorter holes are the ordinary unevenness of arriving pictures.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    private const string NotRunning = "Vedette was not running.";

    // Media steers less than this by itself; more than that, a new run begins.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    /// <summary>The gap that is open, if any. Open gaps start where footage ends.</summary>
    public Gap? Open { get; private set; }

    /// <summary>End of the last recorded picture; null when nothing was ever recorded.</summary>
    public DateTimeOffset? RecordedUntil { get; private set; }

    /// <summary>Takes up what an earlier life of the process left behind.</summary>
    /// <param name="recordedUntil">End of the last recorded picture.</param>
    /// <param name="open">The gap that was noted and never closed.</param>
    /// <param name="resumedAt">Where footage goes on after that gap, if it does: its end was never noted.</param>
    public void Restore(DateTimeOffset? recordedUntil, Gap? open, DateTimeOffset? resumedAt)
    {
        (RecordedUntil, Open) = (recordedUntil, open);
        if (open is not null && resumedAt is { } at)
        {
            Close(open, at, Tolerance);
        }
    }

    /// <summary>
    /// Learns late what an earlier life left behind. When something is owed already, what was missing before it is accounted for:
    /// by the gap that was open then, or by the time the process was not there.
    /// </summary>
    public void Recall(DateTimeOffset? recordedUntil, Gap? open, DateTimeOffset? resumedAt)
    {
        if (Open is not { } gap)
        {
            Restore(recordedUntil, open, resumedAt);
            return;
        }

        if (open is { } earlier && earlier.Start < gap.Start)
        {
            say(new Fact.Missing(earlier with { End = resumedAt ?? gap.Start }));
        }
        else if (open is null && recordedUntil is { } until && gap.Start - until > Tolerance)
        {
            say(new Fact.Missing(New(until, GapCause.NodeDown, NotRunning) with { End = gap.Start }));
        }

        RecordedUntil = recordedUntil ?? RecordedUntil;
    }

    /// <summary>From now on every second is owed.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="lastAlive">When the process before this one was last alive; null when that is not known.</param>
    /// <param name="isWriting">Whether a segment is being written.</param>
    public void Want(DateTimeOffset now, DateTimeOffset? lastAlive, bool isWriting)
    {
        switch (this)
        {
            case { Open.Cause: GapCause.NoEvent }:
                // A crash: nobody has watched for events since.
                Change(GapCause.NodeDown, NotRunning, lastAlive < now ? lastAlive.Value : now);
                break;
            case { Open: null, RecordedUntil: null }:
                Interrupt(GapCause.Starting, "The camera has not sent a picture yet.", now);
                break;
            case { Open: null } when !isWriting:
                Interrupt(GapCause.NodeDown, NotRunning, now);
                break;
            case { Open.Cause: GapCause.SwitchedOff }:
                Change(GapCause.Starting, "The camera was switched on and has not sent a picture yet.", now);
                break;
        }
    }

    /// <summary>Footage stopped, or still does not flow, for this cause.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="detail">Words for people.</param>
    /// <param name="at">When it was noticed; the gap itself starts at the end of the last recorded picture.</param>
    public void Interrupt(GapCause cause, string detail, DateTimeOffset at)
    {
        if (Open is not { } gap)
        {
            OpenAt(RecordedUntil ?? at, cause, detail);
            return;
        }

        if (gap.Cause == cause || SaysLess(cause, gap.Cause))
        {
            return;
        }

        if (KindOf(cause) == KindOf(gap.Cause))
        {
            // The same outage, understood better: a closed connection turns out to be a camera that is gone.
            Open = gap with { Cause = cause, Detail = detail };
            say(new Fact.Missing(Open));
        }
        else
        {
            Change(cause, detail, at);
        }
    }

    /// <summary>From this instant on, footage is missing for another cause.</summary>
    public void Change(GapCause cause, string detail, DateTimeOffset at)
    {
        if (Open is not { } gap)
        {
            OpenAt(RecordedUntil ?? at, cause, detail);
        }
        else if (at > gap.Start)
        {
            say(new Fact.Missing(gap with { End = at }));
            OpenAt(at, cause, detail);
        }
        else
        {
            Open = gap with { Cause = cause, Detail = detail };
            say(new Fact.Missing(Open));
        }
    }

    /// <summary>Nothing is owed any more from this instant on: the camera was removed.</summary>
    public void Leave(DateTimeOffset at)
    {
        if (Open is { } gap)
        {
            say(new Fact.Missing(gap with { End = at > gap.Start ? at : gap.Start }));
            Open = null;
        }

        RecordedUntil = null;
    }

    /// <summary>Pictures of [<paramref name="from"/>, <paramref name="to"/>) are safe on the device.</summary>
    /// <param name="from">Wall time of the first picture.</param>
    /// <param name="to">Wall time at which the last picture ends.</param>
    /// <param name="pictureInterval">The usual time between pictures; one and a half of it is no gap.</param>
    /// <param name="passed">How much time really went by since the last pictures, whatever the wall clock says; null when nobody measured.</param>
    public void Recorded(DateTimeOffset from, DateTimeOffset to, TimeSpan pictureInterval, TimeSpan? passed = null)
    {
        var tolerated = pictureInterval * 1.5 > Tolerance ? pictureInterval * 1.5 : Tolerance;
        if (Open is { } gap)
        {
            Close(gap, from, tolerated);
        }
        else if (RecordedUntil is { } until && from - until > tolerated)
        {
            var (cause, detail) = from - until - passed > ClockTolerance
                ? (GapCause.ClockStep, "The clock was set forward; no picture was missed.")
                : (GapCause.CameraStalled, "No pictures arrived although the connection stood.");
            say(new Fact.Missing(New(until, cause, detail) with { End = from }));
        }

        // When the clock was set back, the account goes on where it is now: what it leaves out when it is set forward again is a gap.
        RecordedUntil = RecordedUntil is { } known && known > to && known - to < ClockTolerance ? known : to;
    }

    private void OpenAt(DateTimeOffset start, GapCause cause, string detail)
    {
        Open = New(start, cause, detail);
        say(new Fact.Missing(Open));
    }

    private Gap New(DateTimeOffset start, GapCause cause, string detail) =>
        new() { Id = Guid.CreateVersion7(start), CameraId = camera, Start = start, Cause = cause, Detail = detail };

    private void Close(Gap gap, DateTimeOffset at, TimeSpan tolerated)
    {
        Open = null;
        say(at - gap.Start > tolerated ? new Fact.Missing(gap with { End = at }) : new Fact.NotMissing(gap));
    }

    /// <summary>Whether a symptom is reported while its reason is known already.</summary>
    private static bool SaysLess(GapCause reported, GapCause known) =>
        IsSymptom(reported) && KindOf(known) == Kind.Camera && known != GapCause.Starting;

    private static bool IsSymptom(GapCause cause) =>
        cause is GapCause.Starting or GapCause.CameraClosed or GapCause.CameraStalled;

    private static Kind KindOf(GapCause cause) => cause switch
    {
        GapCause.DiskFull or GapCause.DiskFailed or GapCause.DiskSlow => Kind.Disk,
        GapCause.SwitchedOff => Kind.Off,
        GapCause.NoEvent => Kind.Idle,
        GapCause.NodeDown or GapCause.Unexplained => Kind.Node,
        GapCause.ClockStep => Kind.Clock,
        GapCause.CameraUnreachable or GapCause.CameraRefused or GapCause.WrongPassword or GapCause.NoSuchPath
            or GapCause.NoVideo or GapCause.UnsupportedCodec or GapCause.CameraStalled or GapCause.CameraClosed
            or GapCause.NoKeyFrame or GapCause.UntrustedCertificate or GapCause.StreamMalformed or GapCause.Starting => Kind.Camera,
    };

    private enum Kind
    {
        Camera,
        Disk,
        Off,
        Idle,
        Node,
        Clock,
    }
}
