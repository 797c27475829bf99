namespace Vedette.Recording.Retention;

/// <summary>Watches how fast volumes fill.</summary>
internal sealed class VolumeForecast
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<(DateTimeOffset At, long Used)>> _notes = [];

    public void Note(Guid volume, long used, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_notes.TryGetValue(volume, out var notes))
            {
                _notes.Add(volume, notes = []);
            }

            if (notes.Count == 0 || now - notes[^1].At >= Step)
            {
                notes.Add((now, used));
                _ = notes.RemoveAll(note => now - note.At > Window);
            }
        }
    }

    /// <summary>Days until <paramref name="room"/> more bytes are written at the last hour's pace; null when it does not grow.</summary>
    public double? DaysUntilFull(Guid volume, long room)
    {
        lock (_gate)
        {
            if (!_notes.TryGetValue(volume, out var notes) || notes.Count < 2)
            {
                return null;
            }

            var (first, last) = (notes[0], notes[^1]);
            var grown = last.Used - first.Used;
            return grown <= 0 ? null : Math.Max(0, room) / (double)grown * (last.At - first.At).TotalDays;
        }
    }
}
