using System.Buffers;
using Vedette.Media.Codecs.Flac;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Streams.Publishing;
using Vedette.Streams.Viewing.Transcoding;

namespace Vedette.Streams.Viewing;

/// <summary>One feed's pictures made into fragments once, for all who watch. Runs while somebody does.</summary>
/// <remarks>
/// Keeps the fragments of the newest group of pictures, leased, so that a viewer who joins has a picture at once.
/// Belongs here: muxing and handing on. Does not: waiting for a viewer.
/// </remarks>
/// <param name="feed">The feed shown.</param>
/// <param name="transcode">Its pictures in another coding, when they are shown instead.</param>
internal sealed class LiveView(CameraFeed feed, Transcode? transcode = null) : IDisposable
{
    /// <summary>What is kept for who joins; a camera that sends no key pictures for longer makes them wait for one.</summary>
    public const long MostGroupBytes = 16 << 20;

    private static readonly TimeSpan ClockEvery = TimeSpan.FromSeconds(0.5);

    private readonly Lock _gate = new();
    private readonly List<ILiveAudience> _audience = [];
    private readonly List<Fragment> _group = [];
    private FragmentBuilder? _builder;
    private FlacSound? _sound;
    private StreamFormat? _format;
    private Run? _run;
    private LiveMessage _init;
    private LiveMessage _start;
    private LiveMessage _clock;
    private DateTimeOffset _clockAt;
    private LiveMessage? _silence;
    private FeedBreakCause? _silentFor;
    private Farewell? _ended;
    private long _groupBytes;

    public int Viewers
    {
        get
        {
            lock (_gate)
            {
                return _audience.Count;
            }
        }
    }

    /// <summary>Adds somebody who watches, and who gets the newest group of pictures at once.</summary>
    public void Join(ILiveAudience viewer)
    {
        lock (_gate)
        {
            if (_ended is { } farewell)
            {
                viewer.Close(farewell);
                return;
            }

            _audience.Add(viewer);
            if (_silence is { } silence)
            {
                viewer.Offer(silence);
                return;
            }

            if (_builder is null)
            {
                return;
            }

            viewer.Offer(_init);
            viewer.Offer(_start);
            if (_group.Count > 0)
            {
                viewer.Offer(_clock);
            }

            foreach (var fragment in _group)
            {
                viewer.Offer(new LiveMessage(Fragment: fragment));
            }
        }
    }

    public void Leave(ILiveAudience viewer)
    {
        lock (_gate)
        {
            _ = _audience.Remove(viewer);
        }
    }

    /// <summary>Reads the feed until it ends or nobody watches any more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var farewell = Farewell.Failed;
        try
        {
            using var cursor = (transcode?.Hub ?? feed.Hub).OpenCursor();
            if (feed.Standing is { State: FeedState.Silent, Break: { } lost })
            {
                TurnSilent(lost);
            }

            while (true)
            {
                var reading = await cursor.ReadAsync(cancellation);
                switch (reading.Kind)
                {
                    case ReadingKind.Unit:
                        Show(reading.Unit!);
                        break;
                    case ReadingKind.Break:
                        TurnSilent(reading.Break!);
                        break;
                    case ReadingKind.End:
                        farewell = transcode is { HasGivenUp: true } ? Farewell.NotConverted : Farewell.SwitchedOff;
                        return;
                    case ReadingKind.Missed when feed.Standing is { State: FeedState.Silent, Break: { } missed }:
                        TurnSilent(missed);
                        break;
                    case ReadingKind.None or ReadingKind.Missed:
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The last viewer left, or the server stops.
            farewell = Farewell.Stopping;
        }
        finally
        {
            End(farewell);
        }
    }

    public void Dispose() => End(Farewell.Stopping);

    private void End(Farewell farewell)
    {
        lock (_gate)
        {
            Forget();
            _ended ??= farewell;
            foreach (var viewer in _audience)
            {
                viewer.Close(farewell);
            }
        }
    }

    private void Show(AccessUnit unit)
    {
        lock (_gate)
        {
            try
            {
                if (_builder is null || !ReferenceEquals(unit.Header.Format, _format) || unit.Header.Run != _run)
                {
                    if (!(unit.IsVideo && unit.IsKey))
                    {
                        return;
                    }

                    Begin(unit);
                }

                if (_sound is { } sound && !unit.IsVideo)
                {
                    ShowSound(sound, unit);
                    return;
                }

                _builder!.Add(unit);
            }
            finally
            {
                unit.Release();
            }

            if (_builder.Finish() is { } fragment)
            {
                HandOn(fragment);
            }
        }
    }

    private void ShowSound(FlacSound sound, AccessUnit unit)
    {
        sound.Push(unit, _builder!.Format);
        while (sound.TryTake(out var block))
        {
            _builder.Add(block);
            block.Release();
            if (_builder.Finish() is { } fragment)
            {
                HandOn(fragment);
            }
        }
    }

    /// <summary>A new run or new parameters: viewers start over with a new init section.</summary>
    private void Begin(AccessUnit first)
    {
        Forget();
        (_format, _run, _silence, _silentFor) = (first.Header.Format, first.Header.Run, null, null);
        _sound = _format.Audio is { } audio && FlacSound.Takes(audio) ? new FlacSound(audio) : null;
        var shown = _sound is null ? _format.ForBrowsers : new StreamFormat(_format.Video, _sound.Format);
        _builder = new FragmentBuilder(shown);
        _builder.Begin(first.Header.DecodeTicks);
        var section = new ArrayBufferWriter<byte>(2048);
        InitSection.Write(section, shown);
        _init = LiveMessage.Init(shown, feed.Choice, transcode is not null);
        _start = LiveMessage.Begin(new LiveStart(shown, section.WrittenSpan.ToArray()));
        foreach (var viewer in _audience)
        {
            viewer.Offer(_init);
            viewer.Offer(_start);
        }
    }

    private void HandOn(Fragment fragment)
    {
        if (fragment.StartsWithKey || _groupBytes + fragment.Length > MostGroupBytes)
        {
            ReleaseGroup();
        }

        // Before each key picture, so that somebody who was moved there knows when it is, and twice a second.
        var isClockDue = fragment.StartsWithKey || (fragment.HasPicture && (fragment.WallTime - _clockAt).Duration() >= ClockEvery);
        if (isClockDue)
        {
            (_clock, _clockAt) = (LiveMessage.Clock(fragment, CameraDelay.Of(feed)), fragment.WallTime);
        }

        var frame = new LiveFrame(fragment);
        foreach (var viewer in _audience)
        {
            if (isClockDue)
            {
                viewer.Offer(_clock);
            }

            viewer.Offer(new LiveMessage(Fragment: fragment, Frame: frame));
        }

        frame.Release();
        Remember(fragment);
    }

    /// <summary>Takes over the lease the fragment came with, or gives it back.</summary>
    private void Remember(Fragment fragment)
    {
        if (_group.Count == 0 && !fragment.StartsWithKey)
        {
            fragment.Release();
            return;
        }

        _group.Add(fragment);
        _groupBytes += fragment.Length;
    }

    private void TurnSilent(FeedBreak lost)
    {
        lock (_gate)
        {
            // Every attempt that fails is a break; viewers are told when the cause is another.
            if (_silentFor == lost.Cause)
            {
                return;
            }

            Forget();
            (_silence, _silentFor) = (LiveMessage.Silent(lost), lost.Cause);
            foreach (var viewer in _audience)
            {
                viewer.Offer(_silence.Value);
            }
        }
    }

    private void Forget()
    {
        ReleaseGroup();
        _builder?.Dispose();
        _sound?.Dispose();
        (_builder, _sound, _format, _run) = (null, null, null, null);
    }

    private void ReleaseGroup()
    {
        foreach (var fragment in _group)
        {
            fragment.Release();
        }

        _group.Clear();
        _groupBytes = 0;
    }
}
