using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using Vedette.Foundation;
using Vedette.Media.Flv;
using Vedette.Media.Hub;
using Vedette.Media.Matroska;
using Vedette.Media.Units;

namespace Vedette.Streams.Viewing.Transcoding;

/// <summary>One ffmpeg that turns one unbroken stretch of pictures into H.264, fed and emptied by pipes.</summary>
/// <remarks>
/// Belongs here: the child, its bounds in time and room, and the way from a picture's time to the child's and back. Times of the
/// child are milliseconds since the first picture. Does not: deciding when there should be another.
/// </remarks>
internal sealed class EncoderProcess : IAsyncDisposable
{
    private const int MostComplaint = 500;

    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(15);

    private readonly Process _child;
    private readonly StreamHub _hub;
    private readonly TimeProvider _time;
    private readonly StreamFormat _source;
    private readonly Run _run;
    private readonly long _firstTicks;
    private readonly Task _reading;
    private readonly Task<string> _complaining;
    private readonly CancellationTokenSource _stop = new();
    private readonly ArrayBufferWriter<byte> _header = new(1024);
    private readonly Lock _gate = new();
    private (long Ticks, DateTimeOffset At) _newest;
    private long _heardFrom;

    /// <param name="first">The first picture, a key picture: it says what the stretch is. It is not encoded yet.</param>
    /// <param name="width">No picture made is wider, in pixels.</param>
    /// <param name="hub">Where the pictures made go.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.ChildProcess"/>: ffmpeg is not installed.</exception>
    public EncoderProcess(AccessUnit first, int width, StreamHub hub, TimeProvider time)
    {
        (_hub, _time, _source, _run) = (hub, time, first.Header.Format, first.Header.Run);
        _firstTicks = Shown(first);
        _newest = (_firstTicks, first.WallTime);
        _heardFrom = time.GetTimestamp();
        _child = Start(EncoderArguments.For(width));
        MatroskaWriter.WriteHeader(_header, first.Track);
        _reading = ReadAsync();
        _complaining = ComplainAsync();
    }

    /// <summary>What is made, from its first picture on.</summary>
    public StreamFormat? Format { get; private set; }

    /// <summary>Whether the child ended by itself or makes nothing.</summary>
    public bool HasFailed { get; private set; }

    public bool HasEncoded => Format is not null;

    /// <summary>Why it ended by itself, in the child's words; known once disposed.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Hands a picture to the child.</summary>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.ChildProcess"/>: the child is gone or stands still.</exception>
    public async Task EncodeAsync(AccessUnit picture, CancellationToken cancellation)
    {
        var milliseconds = (Shown(picture) - _firstTicks) * 1000 / picture.Track.ClockRate;
        if (milliseconds < 0)
        {
            // Shown before the key picture the stretch began with: needs what came before that.
            return;
        }

        lock (_gate)
        {
            _newest = (Shown(picture), picture.WallTime);
            HasFailed |= _time.GetElapsedTime(_heardFrom) > OutputPatience;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(WritePatience);
        try
        {
            MatroskaWriter.WritePictureHeader(_header, milliseconds, picture.IsKey, picture.Bytes.Length);
            var input = _child.StandardInput.BaseStream;
            await input.WriteAsync(_header.WrittenMemory, limit.Token);
            await input.WriteAsync(picture.Bytes, limit.Token);
            await input.FlushAsync(limit.Token);
            _header.ResetWrittenCount();
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            HasFailed = true;
        }

        if (HasFailed)
        {
            throw new FaultException(FaultKind.ChildProcess, "The encoder takes or makes no pictures.", isTransient: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (!_child.HasExited)
        {
            _child.Kill(entireProcessTree: true);
        }

        await _reading;
        var complaint = await _complaining;
        Complaint = HasFailed && complaint.Length > 0 ? complaint : null;
        await _child.WaitForExitAsync(CancellationToken.None);
        _child.Dispose();
        _stop.Dispose();
    }

    private static long Shown(AccessUnit picture) => picture.Header.DecodeTicks + picture.Header.CompositionTicks;

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var child = Process.Start(start)!;
            Yield(child);
            return child;
        }
        catch (Win32Exception missing)
        {
            throw new FaultException(FaultKind.ChildProcess, "Pictures cannot be converted: the program ffmpeg is not installed.", innerException: missing);
        }
    }

    /// <summary>Recording comes first.</summary>
    private static void Yield(Process child)
    {
        try
        {
            child.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It ended already; reading will tell.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var reader = new FlvReader(_child.StandardOutput.BaseStream);
            TrackFormat? video = null;
            while (await reader.ReadAsync(_stop.Token) is { } picture)
            {
                if (!ReferenceEquals(picture.Format, video))
                {
                    video = picture.Format;
                    Format = new StreamFormat(video, _source.Audio);
                }

                Publish(picture, Format!);
            }

            HasFailed = true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Not needed any more.
        }
        catch (Exception broken) when (broken is FaultException or IOException)
        {
            HasFailed = true;
        }
    }

    private void Publish(FlvPicture picture, StreamFormat format)
    {
        var ticks = _firstTicks + (picture.Milliseconds * _source.Video.ClockRate / 1000);
        DateTimeOffset at;
        lock (_gate)
        {
            _heardFrom = _time.GetTimestamp();
            at = _newest.At + MediaTime.ToTimeSpan(ticks - _newest.Ticks, _source.Video.ClockRate);
        }

        // The encoder's clock counts as fast as a camera's (RFC 6184: 90 kHz); a source with another one is brought to it.
        var header = new UnitHeader
        {
            Track = StreamFormat.VideoTrack,
            IsKey = picture.IsKey,
            DecodeTicks = ticks * format.Video.ClockRate / _source.Video.ClockRate,
            WallTime = at,
            Format = format,
            Run = _run,
        };
        _hub.Publish(AccessUnit.Adopt(header, picture.Rented, picture.Length));
    }

    /// <summary>The first words the child has to say; the rest is read and left.</summary>
    private async Task<string> ComplainAsync()
    {
        var (said, buffer) = (new System.Text.StringBuilder(), new char[256]);
        try
        {
            while (await _child.StandardError.ReadAsync(buffer, _stop.Token) is > 0 and var count)
            {
                _ = said.Append(buffer, 0, Math.Min(count, Math.Max(0, MostComplaint - said.Length)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException)
        {
            // Not needed any more.
        }

        return said.ToString().Trim();
    }
}
