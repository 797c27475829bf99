using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Writing;

/// <summary>
/// Cuts a camera's units into fragments and segments and sends them to its lane. A segment starts with a key picture and
/// ends with the first key picture after its time; a group of pictures longer than a segment is not torn apart, because
/// what follows could not be played without it.
/// </summary>
/// <remarks>
/// Belongs here: where to cut. Does not: reading the feed, the disk, gaps. Runs in the recording loop only.
/// </remarks>
internal sealed class SegmentCutter(DiskLane lane, LiveSettings settings) : IDisposable
{
    // Key pictures come at about, not exactly, the camera's set distance: a little early is on time.
    private const double OnTime = 0.95;
    private const int HoleFactor = 5;
    private static readonly TimeSpan SmallestHole = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(10);

    private FragmentBuilder? _builder;
    private Run? _run;
    private StreamFormat? _format;
    private MediaTime _start;
    private MediaTime _newest;
    private DateTimeOffset _collectingSince;
    private int _pictures;
    private TimeSpan _interval = TimeSpan.FromMilliseconds(40);

    /// <summary>Whether a segment is being filled.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Takes a unit; the caller keeps its lease. False when it cannot be used because a key picture is missing before it.</summary>
    public bool Take(AccessUnit unit, DateTimeOffset now)
    {
        if (IsOpen && !Continues(unit))
        {
            End();
        }

        if (!unit.IsVideo)
        {
            if (IsOpen)
            {
                _builder!.Add(unit);
            }

            return true;
        }

        if (!IsOpen && !unit.IsKey)
        {
            return false;
        }

        TakePicture(unit, now);
        return true;
    }

    /// <summary>Sends what is collected although no picture follows, when the feed has paused for long.</summary>
    public void FlushStale(DateTimeOffset now)
    {
        if (IsOpen && _builder!.Count > 0 && now - _collectingSince > 2 * FragmentLength)
        {
            Send(_builder.Finish(), left: 0);
            _collectingSince = now;
        }
    }

    /// <summary>Ends the segment being filled, if any.</summary>
    /// <param name="next">The picture that starts the next one, or null.</param>
    public void End(AccessUnit? next = null)
    {
        if (!IsOpen)
        {
            return;
        }

        Send(_builder!.Finish(next), left: 0);
        lane.Post(static disk => disk.Complete());
        IsOpen = false;
    }

    /// <summary>Ends the segment being filled, if any, before a key picture that is not written now.</summary>
    public void EndBefore(AccessUnit next)
    {
        if (IsOpen)
        {
            End(Continues(next) && next.DecodeTime.Since(_newest) <= Hole ? next : null);
        }
    }

    /// <summary>Forgets what is collected: the disk refused its segment.</summary>
    public void Abandon()
    {
        _builder?.Dispose();
        (_builder, _format, _pictures, IsOpen) = (null, null, 0, false);
    }

    public void Dispose() => Abandon();

    private TimeSpan FragmentLength => settings.Current.CollectingTime;

    private bool Continues(AccessUnit unit) =>
        unit.Header.Run.Id == _run!.Id && (ReferenceEquals(unit.Header.Format, _format) || unit.Header.Format.Matches(_format!));

    private void TakePicture(AccessUnit unit, DateTimeOffset now)
    {
        if (IsOpen)
        {
            var sinceLast = unit.DecodeTime.Since(_newest);
            if (unit.IsKey && unit.DecodeTime.Since(_start).TotalSeconds >= settings.Current.SegmentSeconds * OnTime)
            {
                End(sinceLast > Hole ? null : unit);
            }
            else if (sinceLast > Hole)
            {
                // The pictures before end where they should: the ledger sees the hole.
                Send(_builder!.Finish(), left: 0);
            }

            Learn(sinceLast);
        }

        if (!IsOpen)
        {
            Begin(unit, now);
        }

        _builder!.Add(unit);
        _pictures++;
        _newest = unit.DecodeTime;
        if (_builder.Collected >= FragmentLength)
        {
            Send(_builder.Cut(), left: 1);
            _collectingSince = now;
        }
    }

    private TimeSpan Hole => _interval * HoleFactor > SmallestHole ? _interval * HoleFactor : SmallestHole;

    private void Learn(TimeSpan interval)
    {
        var bounded = interval < LongestInterval ? interval : LongestInterval;
        _interval = ((_interval * 7) + bounded) / 8;
    }

    private void Begin(AccessUnit unit, DateTimeOffset now)
    {
        var header = unit.Header;
        if (_builder is null || !ReferenceEquals(_format, header.Format))
        {
            _builder?.Dispose();
            _builder = new FragmentBuilder(header.Format);
        }

        (_run, _format, _start, _newest, _collectingSince) = (header.Run, header.Format, unit.DecodeTime, unit.DecodeTime, now);
        _builder.Begin(header.DecodeTicks);
        lane.Begin(disk => disk.Open(header.Format, header.Run, header.WallTime, header.DecodeTicks));
        IsOpen = true;
    }

    /// <summary>Sends a fragment; <paramref name="left"/> pictures are still collected.</summary>
    private void Send(Fragment? fragment, int left)
    {
        if (fragment is not null)
        {
            // Sound alone is written, but it is pictures that make a second recorded.
            lane.Append(fragment, _pictures > left ? _interval : null);
        }

        _pictures = left;
    }
}
