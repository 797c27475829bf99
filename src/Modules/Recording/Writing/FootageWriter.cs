using System.Buffers;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Writing;

/// <summary>Writes one camera's segments and its gap ledger: the only place that says what was recorded.</summary>
/// <remarks>
/// Belongs here: files, hashes, the ledger. Does not: reading feeds, deciding where to cut, talking to a database.
/// All methods run on the camera's disk thread. Only what a commit made durable reaches the ledger and the index.
/// While <see cref="AwaitsCommit"/>, the thread holds this writer's steps back: a file has its init section and its entry
/// in the directory before it gets a fragment, and is complete before the next one begins.
/// What others may see leaves through <see cref="Publication"/> only, and not any more once the writer is fenced: then another one, on
/// another volume, has gone on from what was published last, and whatever this one still does stays on its own volume.
/// </remarks>
internal sealed class FootageWriter
{
    private readonly CameraId _camera;
    private readonly WritingContext _context;
    private readonly AttachedVolume? _volume;
    private readonly Publication _public;
    private readonly GapLedger _ledger;
    private readonly GapJournal _journal;
    private readonly FragmentCover _cover = new();
    private readonly List<(Fragment Fragment, TimeSpan? PictureInterval)> _unconfirmed = [];
    private readonly List<UnsettledTail> _unsettled = [];
    private readonly List<Fact> _unsaid = [];
    private readonly Queue<Action> _afterClosing = new();
    private readonly CommitSet _uncommitted = new();
    private readonly ArrayBufferWriter<byte> _init = new(2048);

    private long _nextSequence = 1;
    private byte[]? _chain;
    private SegmentFile? _file;
    private Segment? _segment;
    private Segment? _last;
    private DateTimeOffset? _flushedAt;
    private byte[] _hashSoFar = [];
    private long? _recordedAt;
    private int _failures;
    private Guid _counted;
    private bool _isRecovered;
    private bool _isCertain;
    private bool _isOpening;
    private bool _isClosing;
    private string? _cached;

    /// <summary>A writer of a camera on a volume; without one it keeps account of what is missing.</summary>
    public FootageWriter(CameraId camera, WritingContext context, AttachedVolume? volume)
    {
        (_camera, _context, _volume) = (camera, context, volume);
        _journal = new GapJournal(context.Disk, volume?.Volume, camera);
        _public = new Publication(camera, context.Live, context.Facts);
        _ledger = new GapLedger(camera, Say);
    }

    /// <summary>Goes on where a fenced writer was. Touches no device, so that it can be made anywhere.</summary>
    /// <param name="camera">Whose.</param>
    /// <param name="context">Shared by all.</param>
    /// <param name="volume">Where it goes on.</param>
    /// <param name="state">What the other one knew.</param>
    /// <param name="trouble">Why it was fenced; null when that is no reason for a gap.</param>
    public FootageWriter(CameraId camera, WritingContext context, AttachedVolume? volume, WriterState state, DiskTrouble? trouble)
        : this(camera, context, volume)
    {
        (_isRecovered, _isCertain) = (state.IsRecovered, state.IsCertain);
        (_nextSequence, _chain, _last, _flushedAt) = (state.NextSequence, state.Chain, state.Last, state.FlushedAt);
        _failures = state.Failures;
        _ledger.Restore(state.RecordedUntil, state.OpenGap, resumedAt: null);
        _unsettled.AddRange(state.Unsettled);
        _public.Add(state.Unsaid);
        foreach (var note in state.Notes)
        {
            _journal.Note(note);
        }

        if (state.Segment is { } segment)
        {
            Seal(segment, state.SegmentHash, new TailNote(segment.VolumeId, segment.Path, state.SegmentStored));
        }

        if (trouble is not null && _isRecovered)
        {
            _ledger.Interrupt(trouble.Cause, trouble.Detail, context.Time.GetUtcNow());
        }

        _public.Add(_unsaid);
        _unsaid.Clear();
        Share();
    }

    /// <summary>Where it writes; null when there is nowhere.</summary>
    public AttachedVolume? Volume => _volume;

    /// <summary>How often the disk refused: read by the recorder, which then starts over with a new segment.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>What has to become durable.</summary>
    public CommitSet Uncommitted => _uncommitted;

    /// <summary>Whether something waits for <see cref="Confirm"/>.</summary>
    public bool NeedsCommit => !_uncommitted.IsEmpty || _unsaid.Count > 0 || AwaitsCommit || _afterClosing.Count > 0;

    /// <summary>Whether another writer has taken over.</summary>
    public bool IsFenced => _public.IsEnded;

    /// <summary>Whether the next step has to wait for a commit.</summary>
    public bool AwaitsCommit => _isOpening || _isClosing;

    /// <summary>
    /// Takes everything over for another writer: what was published last, which is all that was ever confirmed. From now on this
    /// one says nothing any more. Any thread may call it; never waits for the device.
    /// </summary>
    /// <returns>Null when somebody else did before.</returns>
    public WriterState? Fence() => _public.End();

    /// <summary>Lets go of what a fenced writer held, once its thread is back from the device.</summary>
    public void Discard()
    {
        _unconfirmed.ForEach(pair => pair.Fragment.Release());
        _unconfirmed.Clear();
        _afterClosing.Clear();
        _unsaid.Clear();
        (_isOpening, _isClosing) = (false, false);
        if (_file?.LeaveBehind(_segment!.End > _segment.Start) is { } refused)
        {
            RecordingLog.DiskRefused(_context.Logger, _camera, GapCause.DiskFailed, refused.Message);
        }

        (_file, _segment) = (null, null);
        _ = _uncommitted.Take();
    }

    /// <summary>Takes up what an earlier life of the process left: mends the torn tail, the sequence, the chain and the open gap.</summary>
    public void Recover()
    {
        if (_isRecovered)
        {
            return;
        }

        var tail = Mend();
        (_nextSequence, _chain, _last) = (tail.NextSequence, tail.Chain, tail.Newest);
        // Notes from before the clock was set back may reach into the future; nothing is accounted for there.
        var accountedUntil = tail.AccountedUntil > _context.Time.GetUtcNow() ? tail.Newest?.End : tail.AccountedUntil;
        _ledger.Recall(accountedUntil, tail.OpenGap, tail.ResumedAt);
        _isRecovered = true;
        Publish();
    }

    /// <summary>
    /// Before the first segment: where a volume was away that may have held the camera's newest footage, it is looked for again.
    /// What was missing up to the gap that was opened meanwhile is accounted for.
    /// </summary>
    private void Recollect()
    {
        var tail = Mend();
        if (tail.NextSequence > _nextSequence)
        {
            (_nextSequence, _chain, _last) = (tail.NextSequence, tail.Chain, tail.Newest);
            _ledger.Recall(tail.AccountedUntil, tail.OpenGap, tail.ResumedAt);
        }

        _isCertain = true;
    }

    private TornTail Mend()
    {
        (var tail, _isCertain) = Recollection.Of(_camera, _context);
        if (tail.Uncut is { } uncut)
        {
            _unsettled.Add(new UnsettledTail(uncut, null));
        }

        return tail;
    }

    /// <summary>Starts owing footage: from now on every second is recorded or in a gap.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="lastAlive">When the process before this one was last alive; null when that is not known.</param>
    public void Want(DateTimeOffset now, DateTimeOffset? lastAlive)
    {
        _ledger.Want(now, lastAlive, isWriting: _file is not null);
        Publish();
    }

    /// <summary>Nothing more is owed: the camera is removed.</summary>
    public void Leave(DateTimeOffset now)
    {
        Complete();
        WhenClosed(() => _ledger.Leave(now));
    }

    /// <summary>Starts a segment with the picture at <paramref name="start"/>.</summary>
    public void Open(StreamFormat format, Run run, DateTimeOffset start, long runTicks)
    {
        Complete();
        WhenClosed(() => Begin(format, run, start, runTicks));
    }

    private void Begin(StreamFormat format, Run run, DateTimeOffset start, long runTicks)
    {
        if (_volume is not { } volume)
        {
            Fail(new DiskTrouble(GapCause.DiskFailed, "There is no volume to record to."));
            return;
        }

        if (!volume.IsStillThere())
        {
            Fail(new DiskTrouble(GapCause.DiskFailed, $"The volume at {volume.Volume.Root} is not there any more.", VolumeState.Missing));
            return;
        }

        if (!TryPrepare(volume))
        {
            return;
        }

        var name = new SegmentName(_camera, SegmentFacts.WholeMicroseconds(start), _nextSequence);
        var segment = SegmentFacts.Begin(volume.Volume, name, format, run);
        _init.ResetWrittenCount();
        InitSection.Write(_init, format, new SegmentIdentity(_camera.Value, run.Id, name.Sequence, name.Start, _chain) { RunTicks = runTicks });
        var cipher = _context.Encryption.For(name);
        var stored = cipher?.StoredLength(_init.WrittenCount) ?? _init.WrittenCount;
        if (!volume.Space.TryTake(stored))
        {
            cipher?.Dispose();
            Fail(DiskTrouble.Full);
            return;
        }

        try
        {
            _file = SegmentFile.Create(_context.Disk, volume.Volume.Resolve(segment), _init.WrittenMemory, _uncommitted, cipher);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            volume.Space.Give(stored);
            Fail(DiskTrouble.Of(refused));
            return;
        }

        (_segment, _isOpening) = (segment with { InitLength = _init.WrittenCount }, true);
        _nextSequence++;
        _isCertain = true;
    }

    /// <summary>Nothing is begun before it is known what came before, and before it is settled where that ends.</summary>
    private bool TryPrepare(AttachedVolume volume)
    {
        try
        {
            Recover();
            if (!_isCertain)
            {
                Recollect();
            }

            while (_unsettled.Count > 0)
            {
                volume.Space.Give(_context.Tails.Settle(volume.Volume, _unsettled[0].Note));
                _public.Add(_unsettled[0].Closed is { } closed ? [new Fact.Recorded(closed)] : []);
                _unsettled.RemoveAt(0);
            }

            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Fail(DiskTrouble.Of(refused));
            return false;
        }
    }

    /// <summary>Writes a fragment and releases it when a commit confirmed it. Without a segment (the disk refused) it is dropped.</summary>
    public void Append(Fragment fragment, TimeSpan? pictureInterval)
    {
        if (_file is null)
        {
            fragment.Release();
            return;
        }

        _unconfirmed.Add((fragment, pictureInterval));
        var stored = _file.StoredLength(fragment.Length);
        if (!_volume!.Space.TryTake(stored))
        {
            Fail(DiskTrouble.Full);
            return;
        }

        try
        {
            _file.Append(fragment.Parts);
        }
        catch (IOException refused)
        {
            _volume.Space.Give(stored);
            Fail(DiskTrouble.Of(refused));
        }
    }

    /// <summary>Hears of the commit. What was appended is footage from here on, or given up if the disk refused.</summary>
    public void Confirm()
    {
        if (IsFenced)
        {
            Discard();
            return;
        }

        var refusal = _uncommitted.Take();
        _journal.Confirm(refusal is null);
        _public.Add(_unsaid);
        _unsaid.Clear();
        if (refusal is null)
        {
            ConfirmFragments();
        }
        else if (_file is not null)
        {
            Fail(DiskTrouble.Of(refusal));
        }
        else
        {
            Report(DiskTrouble.Of(refusal));
        }

        if (_isClosing)
        {
            CloseFile();
        }

        // First what was confirmed: the next steps may take their time.
        Share();
        (_isOpening, _isClosing) = (false, false);
        while (!_isClosing && _afterClosing.TryDequeue(out var next))
        {
            next();
        }

        Share();
        if (refusal is null)
        {
            WriteNotes();
        }
    }

    private void ConfirmFragments()
    {
        if (_file is null)
        {
            return;
        }

        var before = _file.Confirmed;
        _file.Confirm();
        if (_unconfirmed.Count > 0)
        {
            _context.Meters.Confirmed(_unconfirmed.Count, _file.Confirmed - before);
            _flushedAt = _context.Time.GetUtcNow();
        }

        foreach (var (fragment, pictureInterval) in _unconfirmed)
        {
            if (pictureInterval is { } interval)
            {
                var start = _cover.StartOf(fragment);
                var end = start + (fragment.MediaEnd - fragment.MediaStart);
                _ledger.Recorded(start, end, interval, _recordedAt is { } earlier ? _context.Time.GetElapsedTime(earlier) : null);
                _recordedAt = _context.Time.GetTimestamp();
                _segment = _segment! with { End = SegmentFacts.WholeMicroseconds(end) };
            }

            fragment.Release();
        }

        _unconfirmed.Clear();
        _segment = _segment! with { Bytes = _file.ConfirmedFootage };
        _hashSoFar = _file.Hash();
    }

    /// <summary>Closes the segment being written, if any, and tells the index: at once, or with the commit that confirms the last of it.</summary>
    public void Complete()
    {
        if (_isOpening || _unconfirmed.Count > 0)
        {
            _isClosing = true;
            return;
        }

        CloseFile();
        Publish();
    }

    /// <summary>Closes the segment and notes why footage stops.</summary>
    public void Interrupt(GapCause cause, string detail, DateTimeOffset at)
    {
        Complete();
        WhenClosed(() => _ledger.Interrupt(cause, detail, at));
    }

    /// <summary>Closes the segment; from this instant on, footage is missing for a cause that replaces any other.</summary>
    public void Change(GapCause cause, string detail, DateTimeOffset at)
    {
        Complete();
        WhenClosed(() =>
        {
            if (_ledger.Open?.Cause != cause)
            {
                _ledger.Change(cause, detail, at);
            }
        });
    }

    /// <summary>What follows a segment has to wait until that is known to be whole, since its end is where a gap starts.</summary>
    private void WhenClosed(Action step)
    {
        if (_isClosing)
        {
            _afterClosing.Enqueue(step);
            return;
        }

        step();
        Publish();
    }

    /// <summary>The disk refused, or a bug surfaced: keeps what was confirmed, drops the rest and notes the gap.</summary>
    public void Fail(DiskTrouble trouble)
    {
        _unconfirmed.ForEach(pair => pair.Fragment.Release());
        _unconfirmed.Clear();
        (_isOpening, _isClosing) = (false, false);
        Volatile.Write(ref _failures, _failures + 1);
        Report(trouble);
        if (_file is not null)
        {
            GiveUp(_file);
        }

        _ledger.Interrupt(trouble.Cause, trouble.Detail, _context.Time.GetUtcNow());
        Publish();
    }

    /// <summary>Says it of the volume, so that its cameras leave it.</summary>
    private void Report(DiskTrouble trouble)
    {
        if (_volume is null || IsFenced)
        {
            return;
        }

        _context.Meters.DiskRefused(trouble.Cause);
        RecordingLog.DiskRefused(_context.Logger, _camera, trouble.Cause, trouble.Detail);
        if (trouble.State is { } state && _volume.Condition.IsOnline)
        {
            _ = _volume.Turn(state, trouble.Detail);
        }
    }

    /// <summary>Closes a segment the disk refused, as what was confirmed of it.</summary>
    private void GiveUp(SegmentFile file)
    {
        var (unconfirmed, note) = (file.Written - file.Confirmed, new TailNote(_volume!.Id, _segment!.Path, file.Confirmed));
        try
        {
            file.CutToConfirmed();
            _volume.Space.Give(unconfirmed);
            CloseFile();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The tail stays until the volume takes a cut, and no segment is begun before that, or before it is noted elsewhere.
            RecordingLog.DiskRefused(_context.Logger, _camera, GapCause.DiskFailed, refused.Message);
            if (_file is not null)
            {
                Seal(_segment, _hashSoFar, note with { Bytes = _segment.End > _segment.Start ? note.Bytes : 0 });
                file.Dispose();
                (_file, _segment) = (null, null);
            }
        }
    }

    private void CloseFile()
    {
        if (_file is null || _segment is null)
        {
            return;
        }

        if (_segment.End > _segment.Start)
        {
            _public.Add([new Fact.Recorded(Link(_segment, _file.Hash()))]);
            _context.Disk.LetGo(_cached); // the newest stays in memory: it may be archived or looked at just now
            _cached = _file.Path;
        }
        else
        {
            // Not one fragment was confirmed: an empty file is no footage, and its number is used again.
            _context.Disk.Delete(_file.Path);
            _uncommitted.AddDirectory(Path.GetDirectoryName(_file.Path)!);
            _volume!.Space.Give(_file.Written);
            _nextSequence--;
        }

        _file.Dispose();
        (_file, _segment) = (null, null);
    }

    /// <summary>Closes a segment whose file cannot be touched now.</summary>
    private void Seal(Segment segment, byte[] hash, TailNote note)
    {
        if (segment.End > segment.Start)
        {
            _unsettled.Add(new UnsettledTail(note, Link(segment, hash)));
        }
        else
        {
            _unsettled.Add(new UnsettledTail(note with { Bytes = 0 }, null));
            _nextSequence--;
        }
    }

    private Segment Link(Segment segment, byte[] hash)
    {
        var previous = _chain;
        _chain = SegmentFacts.Chain(previous, hash);
        _context.Meters.SegmentClosed();
        return _last = segment with { Sha256 = hash, ChainHash = _chain, PreviousChainHash = previous };
    }

    private void Say(Fact fact)
    {
        if (fact is Fact.Missing missing)
        {
            _journal.Note(GapNote.Of(missing.Gap, withdrawn: false));
        }
        else if (fact is Fact.NotMissing withdrawn)
        {
            _journal.Note(GapNote.Of(withdrawn.Gap, withdrawn: true));
        }

        if (fact is Fact.Missing { Gap: var gap } && gap.Id != _counted)
        {
            _counted = gap.Id;
            _context.Meters.GapNoted(gap.Cause);
        }

        _unsaid.Add(fact);
    }

    /// <summary>Lets others see all that is so now, and only then notes on the device what has to be noted.</summary>
    public void Publish()
    {
        Share();
        WriteNotes();
    }

    private void Share() => _public.Share(State());

    private WriterState State() => new()
    {
        IsRecovered = _isRecovered,
        IsCertain = _isCertain,
        NextSequence = _nextSequence,
        Chain = _chain,
        Last = _last,
        FlushedAt = _flushedAt,
        RecordedUntil = _ledger.RecordedUntil,
        OpenGap = _ledger.Open,
        Segment = _segment,
        SegmentHash = _hashSoFar,
        SegmentStored = _file?.Confirmed ?? 0,
        Unsettled = [.. _unsettled],
        Notes = _journal.Waiting,
        Unsaid = [.. _unsaid],
        Failures = _failures,
    };

    private void WriteNotes()
    {
        if (!_journal.HasUnwritten || _volume is null || !_volume.IsStillThere() || IsFenced)
        {
            return;
        }

        if (_journal.Append(_uncommitted) is { } refused)
        {
            RecordingLog.JournalRefused(_context.Logger, _camera, refused.Message);
        }
    }
}
