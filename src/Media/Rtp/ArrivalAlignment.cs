namespace Vedette.Media.Rtp;

/// <summary>
/// Keeps sound beside its pictures for a camera that never says how its clocks relate (no sender reports): the two tracks
/// arrive together, so what their arrivals part by in the long run is what their clocks part by.
/// </summary>
/// <remarks>Belongs here: the slow part. Jumps are the track clock's.</remarks>
internal sealed class ArrivalAlignment
{
    private const double SmoothingSeconds = 30;
    private const double WarmUpSeconds = 20;
    private const double PauseSeconds = 10;
    private const double Tolerance = 0.02;
    private const double LargestStep = 0.01;    // in ten seconds: twice what the worst crystal needs

    private Lag _video;
    private Lag _audio;
    private double? _usual;
    private double _sinceStep;

    /// <summary>A new run, or a new beginning of the sound: what was learnt does not hold any more.</summary>
    public void Start() => (_video, _audio, _usual, _sinceStep) = (default, default, null, 0);

    /// <summary>Takes how much later than its media time a picture arrived.</summary>
    public void TakeVideo(DateTimeOffset arrival, TimeSpan late) => _ = _video.Take(arrival, late.TotalSeconds);

    /// <summary>Takes the same of a sound, and gives how far sound should be moved now: positive for later, mostly nothing.</summary>
    public TimeSpan TakeAudio(DateTimeOffset arrival, TimeSpan late)
    {
        _sinceStep += _audio.Take(arrival, late.TotalSeconds);
        if (_video.Seconds < WarmUpSeconds || _audio.Seconds < WarmUpSeconds)
        {
            return TimeSpan.Zero;
        }

        var apart = _audio.Mean - _video.Mean;
        var moved = apart - (_usual ??= apart);
        if (_sinceStep < PauseSeconds || Math.Abs(moved) < Tolerance)
        {
            return TimeSpan.Zero;
        }

        var step = Math.Clamp(moved, -LargestStep, LargestStep);
        _audio.Mean -= step;
        _sinceStep = 0;
        return TimeSpan.FromSeconds(step);
    }

    private struct Lag
    {
        private DateTimeOffset _last;

        /// <summary>Seconds of arrivals seen.</summary>
        public double Seconds;

        /// <summary>The smoothed lateness in seconds.</summary>
        public double Mean;

        /// <summary>Gives the seconds since the arrival before.</summary>
        public double Take(DateTimeOffset arrival, double late)
        {
            var passed = _last == default ? 0 : Math.Clamp((arrival - _last).TotalSeconds, 0, 1);
            Seconds += passed;

            // A plain mean while it warms up, a smoothed one afterwards.
            Mean = _last == default ? late : Mean + ((late - Mean) * Math.Min(1, passed / Math.Min(SmoothingSeconds, Math.Max(Seconds, 0.04))));
            _last = arrival;
            return passed;
        }
    }
}
