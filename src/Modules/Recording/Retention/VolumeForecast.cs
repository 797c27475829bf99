namespace Vedette.Recording.Retention;

/// <summary>Watches how fast a volume fills.</summary>
internal sealed class VolumeForecast
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, long Used)> _notes = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;

    public void Note(long used, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now - _last < Step && _notes.Count > 0)
            {
                return;
            }

            _last = now;
            _notes.Enqueue((now, used));
            while (now - _notes.Peek().At > Window)
            {
                _ = _notes.Dequeue();
            }
        }
    }

    /// <summary>Days until <paramref name="room"/> more bytes are written at the last hour's pace; null when it does not grow.</summary>
    public double? DaysUntilFull(long room)
    {
        lock (_gate)
        {
            if (_notes.Count < 2)
            {
                return null;
            }

            var (first, last) = (_notes.Peek(), _notes.Last());
            var grown = last.Used - first.Used;
            return grown <= 0 ? null : Math.Max(0, room) / (double)grown * (last.At - first.At).TotalDays;
        }
    }
}
