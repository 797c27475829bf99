using Vedette.Contracts.Recording;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Coverage;

/// <summary>
/// Gives every instant of a stretch of time to exactly one account: recorded, a gap's cause, or outside the time footage was
/// owed. Pure: footage wins over gaps, an earlier gap over a later one, and what nobody explained is a gap of its own.
/// </summary>
internal sealed class CoverageSweep
{
    private readonly List<DayAccount> _days;
    private readonly DateTimeOffset _knownFrom;
    private readonly DateTimeOffset _knownUntil;
    private int _day;

    private CoverageSweep(IReadOnlyList<LocalDay> days, DateTimeOffset until, DateTimeOffset knownFrom, DateTimeOffset knownUntil)
    {
        _days = [.. days.Select(day => new DayAccount(day with { End = Min(day.End, until) }))];
        (_knownFrom, _knownUntil) = (knownFrom, knownUntil);
    }

    /// <param name="days">Days that follow each other.</param>
    /// <param name="until">What comes after is not over yet and belongs to no account.</param>
    /// <param name="known">From the first to the last instant anything is known of; what lies outside is not owed.</param>
    /// <param name="recorded">Stretches of footage by start; they may overlap.</param>
    /// <param name="gaps">Gaps by start; they may overlap, and one without an end lasts for ever.</param>
    /// <returns>The days that have begun.</returns>
    public static IReadOnlyList<CoverageDay> Of(
        IReadOnlyList<LocalDay> days,
        DateTimeOffset until,
        (DateTimeOffset From, DateTimeOffset To) known,
        IReadOnlyList<RecordedRange> recorded,
        IReadOnlyList<Gap> gaps)
    {
        List<LocalDay> begun = [.. days.Where(day => day.Start < until)];
        if (begun.Count == 0)
        {
            return [];
        }

        var sweep = new CoverageSweep(begun, until, known.From, known.To);
        sweep.Run(begun[0].Start, Min(begun[^1].End, until), recorded, gaps);
        return [.. sweep._days.Select(day => day.ToCoverage())];
    }

    private void Run(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<RecordedRange> recorded, IReadOnlyList<Gap> gaps)
    {
        var pending = new Queue<Gap>(Disjoint(gaps));
        var at = from;
        foreach (var range in recorded)
        {
            var start = Max(Min(range.Start, to), at);
            Explain(at, start, pending);
            at = Max(Min(range.End, to), start);
            Give(start, at, static (account, length) => account.Record(length));
        }

        Explain(at, to, pending);
    }

    /// <summary>Accounts for a hole between footage. Holes come in order of time.</summary>
    private void Explain(DateTimeOffset from, DateTimeOffset to, Queue<Gap> pending)
    {
        var at = from;
        while (at < to && pending.TryPeek(out var gap) && gap.Start < to)
        {
            var end = Min(gap.End!.Value, to);
            if (end > at)
            {
                var start = Max(gap.Start, at);
                Wonder(at, start);
                Give(start, end, (account, length) => account.Miss(gap.Cause, gap.Id, length));
                at = end;
            }

            if (gap.End > to)
            {
                break; // it may reach behind the footage that follows
            }

            _ = pending.Dequeue();
        }

        Wonder(at, to);
    }

    /// <summary>The gaps, each cut to where no earlier one is.</summary>
    private static IEnumerable<Gap> Disjoint(IReadOnlyList<Gap> gaps)
    {
        var covered = DateTimeOffset.MinValue;
        foreach (var gap in gaps)
        {
            var (start, end) = (Max(gap.Start, covered), gap.End ?? DateTimeOffset.MaxValue);
            if (end > start)
            {
                yield return gap with { Start = start, End = end };
                covered = end;
            }
        }
    }

    /// <summary>Neither footage nor a gap.</summary>
    private void Wonder(DateTimeOffset from, DateTimeOffset to)
    {
        if (from >= to)
        {
            return;
        }

        var (owedFrom, owedTo) = (Clamp(_knownFrom, from, to), Clamp(_knownUntil, from, to));
        Give(from, owedFrom, static (account, length) => account.LeaveOut(length));
        var owed = owedTo - owedFrom;
        if (owed > TimeSpan.Zero && owed <= Gap.SmallestHole)
        {
            Give(owedFrom, owedTo, static (account, length) => account.Record(length));
        }
        else
        {
            Give(owedFrom, owedTo, (account, length) => account.Miss(GapCause.Unexplained, null, length));
        }

        Give(Max(owedTo, owedFrom), to, static (account, length) => account.LeaveOut(length));
    }

    /// <summary>Gives [from, to) to the days it lies in. Calls come in order of time.</summary>
    private void Give(DateTimeOffset from, DateTimeOffset to, Action<DayAccount, TimeSpan> account)
    {
        while (from < to)
        {
            while (_days[_day].Day.End <= from)
            {
                _day++;
            }

            var end = Min(_days[_day].Day.End, to);
            account(_days[_day], end - from);
            from = end;
        }
    }

    private static DateTimeOffset Clamp(DateTimeOffset instant, DateTimeOffset from, DateTimeOffset to) => Max(from, Min(instant, to));

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed class DayAccount(LocalDay day)
    {
        private readonly SortedDictionary<GapCause, (TimeSpan Length, int Count, Guid? Last)> _missed = [];
        private TimeSpan _recorded;
        private TimeSpan _outside;

        public LocalDay Day => day;

        public void Record(TimeSpan length) => _recorded += length;

        public void LeaveOut(TimeSpan length) => _outside += length;

        public void Miss(GapCause cause, Guid? gap, TimeSpan length)
        {
            var known = _missed.GetValueOrDefault(cause);
            var isSame = known.Count > 0 && gap is not null && known.Last == gap;
            _missed[cause] = (known.Length + length, known.Count + (isSame ? 0 : 1), gap);
        }

        public CoverageDay ToCoverage() => new(
            day.Date,
            day.End - day.Start,
            _recorded,
            _outside,
            [.. _missed.Select(pair => new GapTotal(pair.Key, pair.Value.Length, pair.Value.Count))]);
    }
}
