using System.Buffers;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Streams.Publishing;

namespace Vedette.Streams.Viewing;

/// <summary>One camera's pictures made into fragments once, for all who watch. Runs while somebody does.</summary>
/// <remarks>
/// Keeps the fragments of the newest group of pictures, leased, so that a viewer who joins has a picture at once.
/// Belongs here: muxing and handing on. Does not: waiting for a viewer.
/// </remarks>
internal sealed class LiveView(CameraFeed feed) : IDisposable
{
    /// <summary>What is kept for who joins; a camera that sends no key pictures for longer makes them wait for one.</summary>
    public const long MostGroupBytes = 16 << 20;

    private const int ClockEvery = 25;

    private readonly Lock _gate = new();
    private readonly List<Viewer> _viewers = [];
    private readonly List<Fragment> _group = [];
    private FragmentBuilder? _builder;
    private StreamFormat? _format;
    private Run? _run;
    private LiveMessage _init;
    private LiveMessage _initSection;
    private LiveMessage? _silence;
    private FeedBreakCause? _silentFor;
    private Farewell? _ended;
    private long _groupBytes;
    private int _sinceClock;

    public int Viewers
    {
        get
        {
            lock (_gate)
            {
                return _viewers.Count;
            }
        }
    }

    /// <summary>Adds a viewer, who gets the newest group of pictures at once.</summary>
    public void Join(Viewer viewer)
    {
        lock (_gate)
        {
            if (_ended is { } farewell)
            {
                viewer.Close(farewell);
                return;
            }

            _viewers.Add(viewer);
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
            viewer.Offer(_initSection);
            if (_group.Count > 0)
            {
                viewer.Offer(LiveMessage.Clock(_group[0]));
            }

            foreach (var fragment in _group)
            {
                viewer.Offer(new LiveMessage(Fragment: fragment));
            }
        }
    }

    public void Leave(Viewer viewer)
    {
        lock (_gate)
        {
            _ = _viewers.Remove(viewer);
        }
    }

    /// <summary>Reads the feed until it ends or nobody watches any more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var farewell = Farewell.Failed;
        try
        {
            using var cursor = feed.Hub.OpenCursor();
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
                        farewell = Farewell.SwitchedOff;
                        return;
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
            foreach (var viewer in _viewers)
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

    /// <summary>A new run or new parameters: viewers start over with a new init section.</summary>
    private void Begin(AccessUnit first)
    {
        Forget();
        (_format, _run, _silence, _silentFor) = (first.Header.Format, first.Header.Run, null, null);
        var shown = Showable(_format);
        _builder = new FragmentBuilder(shown);
        _builder.Begin(first.Header.DecodeTicks);
        var section = new ArrayBufferWriter<byte>(2048);
        InitSection.Write(section, shown);
        (_init, _initSection, _sinceClock) = (LiveMessage.Init(shown), new LiveMessage(Bytes: section.WrittenSpan.ToArray()), 0);
        foreach (var viewer in _viewers)
        {
            viewer.Offer(_init);
            viewer.Offer(_initSection);
        }
    }

    private void HandOn(Fragment fragment)
    {
        if (fragment.StartsWithKey || _groupBytes + fragment.Length > MostGroupBytes)
        {
            ReleaseGroup();
        }

        var clock = _sinceClock++ % ClockEvery == 0 ? LiveMessage.Clock(fragment) : (LiveMessage?)null;
        foreach (var viewer in _viewers)
        {
            if (clock is { } message)
            {
                viewer.Offer(message);
            }

            viewer.Offer(new LiveMessage(Fragment: fragment));
        }

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
            foreach (var viewer in _viewers)
            {
                viewer.Offer(_silence.Value);
            }
        }
    }

    private void Forget()
    {
        ReleaseGroup();
        _builder?.Dispose();
        (_builder, _format, _run) = (null, null, null);
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

    /// <summary>Browsers play AAC in MP4 and no G.711: such sound is recorded, and left out here.</summary>
    private static StreamFormat Showable(StreamFormat format) =>
        format.Audio is { Codec: not Codec.Aac } ? new StreamFormat(format.Video) : format;
}
