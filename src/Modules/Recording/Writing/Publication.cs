using Vedette.Foundation;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>What others may see of a camera's writer, in one piece; and the end of it, when another writer takes over.</summary>
/// <remarks>
/// Belongs here: the lock around every publication. Does not: anything that may wait. Invariant: what was shared last is all that
/// anybody was ever told, so that another writer can go on from it while this one is stuck in its device.
/// </remarks>
internal sealed class Publication(CameraId camera, LiveFootage live, UnindexedFacts facts)
{
    private readonly Lock _gate = new();
    private readonly List<Fact> _ready = [];
    private WriterState _shared = new();
    private bool _isEnded;

    public bool IsEnded => Volatile.Read(ref _isEnded);

    /// <summary>Tells these with the next sharing.</summary>
    public void Add(IEnumerable<Fact> confirmed) => _ready.AddRange(confirmed);

    /// <summary>Lets others see all that is so now; nothing once it is ended.</summary>
    public void Share(WriterState state)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            _ready.ForEach(facts.Add);
            _ready.Clear();
            _shared = state;
            live.Set(camera, new FootageState
            {
                Open = state.Segment is { } segment && segment.End > segment.Start ? segment : state.Unsettled is [.., var unsettled] ? unsettled.Closed : null,
                Last = state.Last,
                CurrentGap = state.OpenGap,
                CompleteBelow = !state.IsRecovered ? 0 : state.Segment?.Sequence ?? state.NextSequence,
                FlushedAt = state.FlushedAt,
            });
        }
    }

    /// <summary>Ends it. Any thread may do so.</summary>
    /// <returns>What was shared last; null when it was ended before.</returns>
    public WriterState? End()
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return null;
            }

            Volatile.Write(ref _isEnded, true);
            return _shared;
        }
    }
}
