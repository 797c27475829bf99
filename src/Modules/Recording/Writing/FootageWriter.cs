using System.Buffers;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>Writes one camera's segments and its gap ledger: the only place that says what was recorded.</summary>
/// <remarks>
/// Belongs here: files, hashes, the ledger. Does not: reading feeds, deciding where to cut, talking to a database.
/// All methods run on the camera's disk thread. Only what a commit made durable reaches the ledger and the index.
/// While <see cref="AwaitsCommit"/>, the thread holds this writer's steps back: a file has its init section and its entry
/// in the directory before it gets a fragment, and is complete before the next one begins.
/// </remarks>
internal sealed class FootageWriter
{
    private readonly CameraId _camera;
    private readonly WritingContext _context;
    private readonly GapLedger _ledger;
    private readonly GapJournal _journal;
    private readonly List<(Fragment Fragment, TimeSpan? PictureInterval)> _unconfirmed = [];
    private readonly List<Fact> _unsaid = [];
    private readonly Queue<Action> _afterClosing = new();
    private readonly CommitSet _uncommitted = new();
    private readonly ArrayBufferWriter<byte> _init = new(2048);

    private long _nextSequence = 1;
    private byte[]? _chain;
    private SegmentFile? _file;
    private Segment? _segment;
    private TimeSpan _presentedAfter;
    private Segment? _last;
    private DateTimeOffset? _flushedAt;
    private int _failures;
    private Guid _counted;
    private bool _isOpening;
    private bool _isClosing;
    private bool _isGivenUp;

    public FootageWriter(CameraId camera, WritingContext context)
    {
        (_camera, _context) = (camera, context);
        _journal = new GapJournal(context.Disk, context.Volume, camera);
        _ledger = new GapLedger(camera, Say);
    }

    /// <summary>How often the disk refused: read by the recorder, which then starts over with a new segment.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>What has to become durable.</summary>
    public CommitSet Uncommitted => _uncommitted;

    /// <summary>Whether something waits for <see cref="Confirm"/>.</summary>
    public bool NeedsCommit => !_uncommitted.IsEmpty || _unsaid.Count > 0 || AwaitsCommit || _afterClosing.Count > 0;

    /// <summary>Whether the next step has to wait for a commit.</summary>
    public bool AwaitsCommit => _isOpening || _isClosing;

    /// <summary>Takes up what an earlier life of the process left: mends the torn tail, the sequence, the chain and the open gap.</summary>
    public void Recover()
    {
        var tail = TornTail.Mend(_context.Disk, _context.Plain, _context.Volumes, _camera);
        if (tail.CutBytes > 0)
        {
            RecordingLog.TailCut(_context.Logger, _camera, tail.CutBytes);
        }

        (_nextSequence, _chain, _last) = (tail.NextSequence, tail.Newest?.ChainHash, tail.Newest);
        _ledger.Restore(tail.AccountedUntil, tail.OpenGap, tail.ResumedAt);
        Publish();
    }

    /// <summary>Starts owing footage: from now on every second is recorded or in a gap.</summary>
    /// <param name="now">Now, UTC.</param>
    /// <param name="lastAlive">When the process before this one was last alive; null when that is not known.</param>
    public void Want(DateTimeOffset now, DateTimeOffset? lastAlive)
    {
        switch (_ledger)
        {
            case { Open.Cause: GapCause.NoEvent }:
                // A crash: nobody has watched for events since.
                _ledger.Change(GapCause.NodeDown, "Vedette was not running.", lastAlive < now ? lastAlive.Value : now);
                break;
            case { Open: null, RecordedUntil: null }:
                _ledger.Interrupt(GapCause.Starting, "The camera has not sent a picture yet.", now);
                break;
            case { Open: null } when _file is null:
                _ledger.Interrupt(GapCause.NodeDown, "Vedette was not running.", now);
                break;
            case { Open.Cause: GapCause.SwitchedOff }:
                _ledger.Change(GapCause.Starting, "The camera was switched on and has not sent a picture yet.", now);
                break;
        }

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
        if (_isGivenUp)
        {
            Fail(new DiskTrouble(GapCause.DiskFailed, "The volume has not let go of a segment it refused to write."));
            return;
        }

        var name = new SegmentName(_camera, SegmentFacts.WholeMicroseconds(start), _nextSequence);
        var segment = Describe(name, format, run);
        _init.ResetWrittenCount();
        InitSection.Write(_init, format, new SegmentIdentity(_camera.Value, run.Id, name.Sequence, name.Start, _chain) { RunTicks = runTicks });
        var cipher = _context.Encryption.For(name);
        var stored = cipher?.StoredLength(_init.WrittenCount) ?? _init.WrittenCount;
        if (!_context.Space.TryTake(stored))
        {
            cipher?.Dispose();
            Fail(new DiskTrouble(GapCause.DiskFull, "The volume has reached its budget or its reserve."));
            return;
        }

        try
        {
            _file = SegmentFile.Create(_context.Disk, _context.Volume.Resolve(segment), _init.WrittenMemory, _uncommitted, cipher);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            _context.Space.Give(stored);
            Fail(DiskTrouble.Of(refused));
            return;
        }

        (_segment, _isOpening) = (segment with { InitLength = _init.WrittenCount }, true);
        _nextSequence++;
    }

    /// <summary>Writes a fragment and releases it when a commit confirmed it. Without a segment (the disk refused) it is dropped.</summary>
    public void Append(Fragment fragment, TimeSpan? pictureInterval)
    {
        if (_file is null || _isGivenUp)
        {
            fragment.Release();
            return;
        }

        _unconfirmed.Add((fragment, pictureInterval));
        var stored = _file.StoredLength(fragment.Length);
        if (!_context.Space.TryTake(stored))
        {
            Fail(new DiskTrouble(GapCause.DiskFull, "The volume has reached its budget or its reserve."));
            return;
        }

        try
        {
            _file.Append(fragment.Parts);
        }
        catch (IOException refused)
        {
            _context.Space.Give(stored);
            Fail(DiskTrouble.Of(refused));
        }
    }

    /// <summary>Hears of the commit. What was appended is footage from here on, or given up if the disk refused.</summary>
    public void Confirm()
    {
        var refusal = _uncommitted.Take();
        _journal.Confirm(refusal is null);
        _unsaid.ForEach(_context.Facts.Add);
        _unsaid.Clear();
        if (refusal is null)
        {
            ConfirmFragments();
        }
        else if (_file is not null && !_isGivenUp)
        {
            Fail(DiskTrouble.Of(refusal));
        }

        if (_isClosing)
        {
            CloseFile();
        }

        (_isOpening, _isClosing) = (false, false);
        while (!_isClosing && _afterClosing.TryDequeue(out var next))
        {
            next();
        }

        Publish();
    }

    private void ConfirmFragments()
    {
        if (_file is null || _isGivenUp)
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
                var start = CoveredFrom(fragment);
                var end = start + (fragment.MediaEnd - fragment.MediaStart);
                _ledger.Recorded(start, end, interval);
                _segment = _segment! with { End = SegmentFacts.WholeMicroseconds(end) };
            }

            fragment.Release();
        }

        _unconfirmed.Clear();
        _segment = _segment! with { Bytes = _file.ConfirmedFootage };
    }

    /// <summary>
    /// Where pictures are reordered, a fragment's first picture in decoding order need not be the first that is seen. What
    /// a fragment covers is as long as its decoding times and as late as the segment's first key picture is presented.
    /// </summary>
    private DateTimeOffset CoveredFrom(Fragment fragment)
    {
        if (fragment.MediaStart == TimeSpan.Zero)
        {
            _presentedAfter = fragment.CompositionOffset;
        }

        return fragment.WallTime - fragment.CompositionOffset + _presentedAfter;
    }

    /// <summary>Closes the segment being written, if any, and tells the index: at once, or with the commit that confirms the last of it.</summary>
    public void Complete()
    {
        if (_isOpening || _unconfirmed.Count > 0)
        {
            _isClosing = true;
            return;
        }

        if (_isGivenUp)
        {
            _ = TryGiveUp();
        }
        else
        {
            CloseFile();
        }

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
        _context.Meters.DiskRefused(trouble.Cause);
        RecordingLog.DiskRefused(_context.Logger, _camera, trouble.Cause, trouble.Detail);
        _ = TryGiveUp();
        _ledger.Interrupt(trouble.Cause, trouble.Detail, _context.Time.GetUtcNow());
        Publish();
    }

    /// <summary>
    /// Cuts the segment to what was confirmed and closes it. Until that is durable it is not said to be complete and no other
    /// begins: what the disk kept of the rest would else come back as footage.
    /// </summary>
    private bool TryGiveUp()
    {
        if (_file is null)
        {
            return true;
        }

        var unconfirmed = _file.Written - _file.Confirmed;
        try
        {
            _file.CutToConfirmed();
            _context.Space.Give(unconfirmed);
            CloseFile();
            _isGivenUp = false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            RecordingLog.DiskRefused(_context.Logger, _camera, GapCause.DiskFailed, refused.Message);
            _isGivenUp = true;
        }

        return !_isGivenUp;
    }

    private void CloseFile()
    {
        if (_file is null || _segment is null)
        {
            return;
        }

        if (_segment.End > _segment.Start)
        {
            var hash = _file.Hash();
            var previous = _chain;
            _chain = SegmentFacts.Chain(previous, hash);
            _last = _segment with { Sha256 = hash, ChainHash = _chain, PreviousChainHash = previous };
            _context.Facts.Add(new Fact.Recorded(_last));
            _context.Meters.SegmentClosed();
        }
        else
        {
            // Not one fragment was confirmed: an empty file is no footage, and its number is used again.
            _context.Disk.Delete(_file.Path);
            _uncommitted.AddDirectory(Path.GetDirectoryName(_file.Path)!);
            _context.Space.Give(_file.Written);
            _nextSequence--;
        }

        _file.Dispose();
        (_file, _segment) = (null, null);
    }

    private Segment Describe(SegmentName name, StreamFormat format, Run run) => new()
    {
        Id = SegmentName.IdOf(_camera, name.Sequence),
        CameraId = _camera,
        RunId = run.Id,
        Sequence = name.Sequence,
        Start = name.Start,
        End = name.Start,
        Bytes = 0,
        Codec = format.Video.CodecString,
        Width = format.Video.Width,
        Height = format.Video.Height,
        AudioCodec = format.Audio?.CodecString,
        Sha256 = [],
        ChainHash = [],
        VolumeId = _context.Volume.Id,
        Path = name.Path,
        FormatPrint = FormatPrint.Of(format),
    };

    private void Say(Fact fact)
    {
        var refused = fact switch
        {
            Fact.Missing missing => _journal.Append(missing.Gap, withdrawn: false, _uncommitted),
            Fact.NotMissing withdrawn => _journal.Append(withdrawn.Gap, withdrawn: true, _uncommitted),
            _ => null,
        };
        if (refused is not null)
        {
            RecordingLog.JournalRefused(_context.Logger, _camera, refused.Message);
        }

        if (fact is Fact.Missing { Gap: var gap } && gap.Id != _counted)
        {
            _counted = gap.Id;
            _context.Meters.GapNoted(gap.Cause);
        }

        _unsaid.Add(fact);
    }

    private void Publish() => _context.Live.Set(_camera, new FootageState
    {
        Open = _segment is { } segment && segment.End > segment.Start ? segment : null,
        Last = _last,
        CurrentGap = _ledger.Open,
        CompleteBelow = _segment?.Sequence ?? _nextSequence,
        FlushedAt = _flushedAt,
    });
}
