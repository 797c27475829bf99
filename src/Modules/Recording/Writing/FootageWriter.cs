using System.Buffers;
using System.Diagnostics;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Writing;

/// <summary>Writes one camera's segments and its gap ledger: the only place that says what was recorded.</summary>
/// <remarks>
/// Belongs here: files, hashes, the ledger. Does not: reading feeds, deciding where to cut, talking to a database.
/// All methods run on the camera's disk thread. Only what the device confirmed reaches the ledger and the index.
/// </remarks>
internal sealed class FootageWriter
{
    private readonly CameraId _camera;
    private readonly WritingContext _context;
    private readonly GapLedger _ledger;
    private readonly GapJournal _journal;
    private readonly List<(Fragment Fragment, TimeSpan? PictureInterval)> _unconfirmed = [];
    private readonly ArrayBufferWriter<byte> _init = new(2048);

    private long _nextSequence = 1;
    private byte[]? _chain;
    private SegmentFile? _file;
    private Segment? _segment;
    private TimeSpan _presentedAfter;
    private Segment? _last;
    private DateTimeOffset? _flushedAt;
    private int _failures;

    public FootageWriter(CameraId camera, WritingContext context)
    {
        (_camera, _context) = (camera, context);
        _journal = new GapJournal(context.Volume, camera);
        _ledger = new GapLedger(camera, Say);
    }

    /// <summary>How often the disk refused: read by the recorder, which then starts over with a new segment.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Takes up what an earlier life of the process left: mends the torn tail, the sequence, the chain and the open gap.</summary>
    public void Recover()
    {
        var tail = TornTail.Mend(_context.Volume, new CameraFolder(_context.Volume, _camera));
        if (tail.CutBytes > 0)
        {
            RecordingLog.TailCut(_context.Logger, _camera, tail.CutBytes);
        }

        (_nextSequence, _chain, _last) = (tail.NextSequence, tail.Newest?.ChainHash, tail.Newest);
        _ledger.Restore(tail.Newest?.End, tail.OpenGap);
        Publish();
    }

    /// <summary>Starts owing footage: from now on every second is recorded or in a gap.</summary>
    public void Want(DateTimeOffset now)
    {
        switch (_ledger)
        {
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
        _ledger.Leave(now);
        Publish();
    }

    /// <summary>Starts a segment with the picture at <paramref name="start"/>.</summary>
    public void Open(StreamFormat format, Run run, DateTimeOffset start, long runTicks)
    {
        Complete();
        var name = new SegmentName(_camera, SegmentFacts.WholeMicroseconds(start), _nextSequence);
        var segment = Describe(name, format, run);
        _init.ResetWrittenCount();
        InitSection.Write(_init, format, new SegmentIdentity(_camera.Value, run.Id, name.Sequence, name.Start, _chain) { RunTicks = runTicks });
        if (!_context.Space.TryTake(_init.WrittenCount))
        {
            Fail(new DiskTrouble(GapCause.DiskFull, "The volume has reached its budget or its reserve."));
            return;
        }

        try
        {
            _file = SegmentFile.Create(_context.Volume.Resolve(segment), _init.WrittenMemory);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            _context.Space.Give(_init.WrittenCount);
            Fail(DiskTrouble.Of(refused));
            return;
        }

        _segment = segment with { Bytes = _file.Flushed, InitLength = _init.WrittenCount };
        _nextSequence++;
    }

    /// <summary>Writes a fragment and releases it when it is confirmed. Without a segment (the disk refused) it is dropped.</summary>
    public void Append(Fragment fragment, TimeSpan? pictureInterval)
    {
        if (_file is null)
        {
            fragment.Release();
            return;
        }

        _unconfirmed.Add((fragment, pictureInterval));
        if (!_context.Space.TryTake(fragment.Length))
        {
            Fail(new DiskTrouble(GapCause.DiskFull, "The volume has reached its budget or its reserve."));
            return;
        }

        try
        {
            _file.Write(fragment.Parts);
        }
        catch (IOException refused)
        {
            _context.Space.Give(fragment.Length);
            Fail(DiskTrouble.Of(refused));
        }
    }

    /// <summary>Flushes what was appended. From here on it is footage.</summary>
    public void Confirm()
    {
        if (_file is null || _unconfirmed.Count == 0)
        {
            return;
        }

        var before = _file.Flushed;
        var started = Stopwatch.GetTimestamp();
        try
        {
            _file.Flush(_unconfirmed.SelectMany(pair => pair.Fragment.Parts));
        }
        catch (IOException refused)
        {
            Fail(DiskTrouble.Of(refused));
            return;
        }

        _context.Meters.Flushed(_unconfirmed.Count, _file.Flushed - before, Stopwatch.GetElapsedTime(started));
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
        _segment = _segment! with { Bytes = _file.Flushed };
        _flushedAt = _context.Time.GetUtcNow();
        Publish();
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

    /// <summary>Closes the segment being written, if any, and tells the index.</summary>
    public void Complete()
    {
        Confirm();
        CloseFile();
        Publish();
    }

    /// <summary>Closes the segment and notes why footage stops.</summary>
    public void Interrupt(GapCause cause, string detail, DateTimeOffset at)
    {
        Complete();
        _ledger.Interrupt(cause, detail, at);
        Publish();
    }

    /// <summary>Closes the segment; from this instant on, footage is missing for a cause that replaces any other.</summary>
    public void Change(GapCause cause, string detail, DateTimeOffset at)
    {
        Complete();
        if (_ledger.Open?.Cause != cause)
        {
            _ledger.Change(cause, detail, at);
        }

        Publish();
    }

    /// <summary>The disk refused, or a bug surfaced: keeps what was confirmed, drops the rest and notes the gap.</summary>
    public void Fail(DiskTrouble trouble)
    {
        _unconfirmed.ForEach(pair => pair.Fragment.Release());
        _unconfirmed.Clear();
        Volatile.Write(ref _failures, _failures + 1);
        _context.Meters.DiskRefused(trouble.Cause);
        RecordingLog.DiskRefused(_context.Logger, _camera, trouble.Cause, trouble.Detail);
        if (_file is not null)
        {
            CutToFlushed(_file);
            CloseFile();
        }

        _ledger.Interrupt(trouble.Cause, trouble.Detail, _context.Time.GetUtcNow());
        Publish();
    }

    private void CutToFlushed(SegmentFile file)
    {
        try
        {
            file.CutToFlushed();
        }
        catch (IOException refused)
        {
            // The tail behind the confirmed bytes stays; every reader stops at the last whole fragment.
            RecordingLog.DiskRefused(_context.Logger, _camera, GapCause.DiskFailed, refused.Message);
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
            var hash = _file.Hash();
            _chain = SegmentFacts.Chain(_chain, hash);
            _last = _segment with { Sha256 = hash, ChainHash = _chain };
            _context.Facts.Add(new Fact.Recorded(_last));
            _context.Meters.SegmentClosed();
        }
        else
        {
            // Not one fragment was confirmed: an empty file is no footage, and its number is used again.
            File.Delete(_file.Path);
            _context.Space.Give(_file.Flushed);
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
            Fact.Missing missing => _journal.Append(missing.Gap, withdrawn: false),
            Fact.NotMissing withdrawn => _journal.Append(withdrawn.Gap, withdrawn: true),
            _ => null,
        };
        if (refused is not null)
        {
            RecordingLog.JournalRefused(_context.Logger, _camera, refused.Message);
        }

        if (fact is Fact.Missing { Gap.End: null } opened)
        {
            _context.Meters.GapNoted(opened.Gap.Cause);
        }

        _context.Facts.Add(fact);
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
