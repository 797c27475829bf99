using System.Buffers;
using System.Buffers.Binary;
using Vedette.Media.Codecs;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Mp4;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Rtsp;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtp;

/// <summary>An hour of a camera whose three clocks disagree, from RTP and RTCP to segment files, in a few seconds.</summary>
public sealed class HourTests : IDisposable
{
    private const double VideoDrift = 60e-6;
    private const double AudioDrift = -120e-6;
    private const double TimeOfDayDrift = 40e-6;
    private const int SegmentPictures = 250;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private readonly SourceCounters _counters = new();
    private readonly StreamHub _hub = new(HubLimits.Default);
    private readonly StreamCursor _cursor;
    private readonly ArrayBufferWriter<byte> _wire = new(1 << 16);
    private readonly List<AccessUnit> _segment = [];
    private readonly List<double> _apart = [];
    private TrackChoice? _tracks;
    private StreamAssembler? _assembler;

    public HourTests() => _cursor = _hub.OpenCursor();

    public void Dispose()
    {
        _tracks?.Video.Dispose();
        _tracks?.Audio?.Dispose();
        _hub.End();
        _hub.Clear();
    }

    [Theory]
    [InlineData("m=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/48000/1\r\na=fmtp:97 mode=AAC-hbr;config=1188;sizelength=13;indexlength=3\r\n", 1024, 48000, true)]
    [InlineData("m=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/48000/1\r\na=fmtp:97 mode=AAC-hbr;config=1188;sizelength=13;indexlength=3\r\n", 1024, 48000, false)]
    [InlineData("m=audio 0 RTP/AVP 0\r\n", 160, 8000, true)]
    [InlineData("m=audio 0 RTP/AVP 0\r\n", 160, 8000, false)]
    [Trait("Req", "R-59")]
    public void After_an_hour_sound_is_still_within_100_ms_of_the_picture_it_belongs_to(string sound, int unitSamples, int rate, bool hasReports)
    {
        _tracks = TrackChoice.From(SdpReader.Read(FakeCamera.Sdp + sound));
        _assembler = new StreamAssembler(_tracks.Video.Parameters!, _tracks.Audio!.Format, _counters);
        var (videoWriter, audioWriter) = (new RtpPacketWriter(0, 96, 1), new RtpPacketWriter(2, _tracks.Audio.Media.PayloadType, 2));
        var video = new H264Packetizer(videoWriter);
        Packetizer audio = rate == 8000 ? new G711Packetizer(audioWriter) : new AacPacketizer(audioWriter);
        var random = new Random(1);
        var (heard, reported) = (0L, 0.0);
        for (var picture = 0; picture < 3600 * 25; picture++)
        {
            var now = picture / 25.0;
            var arrival = Start.AddSeconds(now + 0.01 + (random.NextDouble() * 0.03));
            Send(arrival, to => video.Write(Stamped(picture % 50 == 0 ? FakeCamera.KeyWithSets : FakeCamera.Other, now), Ticks(now, 90_000, VideoDrift, 1u << 31), to));
            for (; heard * unitSamples / (double)rate <= now; heard++)
            {
                var at = heard * unitSamples / (double)rate;
                var unit = new byte[unitSamples == 160 ? 160 : 40];
                BinaryPrimitives.WriteDoubleBigEndian(unit, at);
                Send(arrival, to => audio.Write(unit, Ticks(at, rate, AudioDrift, 77), to));
            }

            if (hasReports && now >= reported)
            {
                var said = Start.AddDays(-400).AddSeconds(now * (1 + TimeOfDayDrift));
                _assembler.TakeReport(isVideo: true, new RtcpSenderReport(1, Media.Rtp.NtpTime.From(said), Ticks(now, 90_000, VideoDrift, 1u << 31)), arrival);
                _assembler.TakeReport(isVideo: false, new RtcpSenderReport(2, Media.Rtp.NtpTime.From(said), Ticks(now, rate, AudioDrift, 77)), arrival);
                reported += 5;
            }

            Collect();
        }

        Assert.Equal(359, _apart.Count);
        Assert.All(_apart, apart => Assert.InRange(apart, -0.1, 0.1));
        Assert.Equal((0, 0, 0), (_counters.Malformed, _counters.ClockJumps, _counters.Lost));
        Assert.InRange(_counters.DriftPpm!.Value, 55, 65);
        Assert.InRange(_counters.AudioUnits, heard - 60, heard);
    }

    /// <summary>RTP time of an instant on a clock that drifts.</summary>
    private static uint Ticks(double seconds, int rate, double drift, uint first) => unchecked(first + (uint)(long)(seconds * rate * (1 + drift)));

    /// <summary>A picture behind a message with the instant it was taken, in bytes that hold no start code.</summary>
    private static byte[] Stamped(byte[] unit, double seconds)
    {
        var milliseconds = (int)Math.Round(seconds * 1000);
        byte[] message = [0, 0, 0, 7, 6, 5, Seven(0), Seven(7), Seven(14), Seven(21), 0x80];
        return [.. message, .. unit];

        byte Seven(int shift) => (byte)(0x80 | ((milliseconds >> shift) & 0x7F));
    }

    private static double StampOf(ReadOnlySpan<byte> unit)
    {
        var milliseconds = 0;
        for (var at = 0; at < 4; at++)
        {
            milliseconds |= (unit[6 + at] & 0x7F) << (7 * at);
        }

        return milliseconds / 1000.0;
    }

    private void Send(DateTimeOffset arrival, Action<ArrayBufferWriter<byte>> write)
    {
        _wire.ResetWrittenCount();
        write(_wire);
        var reader = new RtspMessageReader(_wire.WrittenSpan);
        while (reader.Read() == RtspItemKind.Frame)
        {
            var track = reader.Channel == 0 ? _tracks!.Video : _tracks!.Audio!;
            if (RtpPacket.TryRead(reader.Payload, out var packet) && track.Receiver.Take(packet, out var lost))
            {
                track.Depacketizer.Push(packet, lost);
                while (track.Depacketizer.TryTake(out var unit))
                {
                    if (track.IsVideo)
                    {
                        _assembler!.TakeVideo(unit, arrival, _hub);
                    }
                    else
                    {
                        _assembler!.TakeAudio(unit, arrival, _hub);
                    }
                }
            }
        }
    }

    /// <summary>Every ten seconds a segment is written and read back.</summary>
    private void Collect()
    {
        while (_cursor.Read() is { Kind: ReadingKind.Unit, Unit: { } unit })
        {
            if (unit is { IsVideo: true, IsKey: true } && _segment.Count(kept => kept.IsVideo) >= SegmentPictures)
            {
                _apart.Add(Judge(Written(unit)));
                _segment.ForEach(kept => kept.Release());
                _segment.Clear();
            }

            _segment.Add(unit);
        }
    }

    private MemoryStream Written(AccessUnit next)
    {
        var file = new MemoryStream();
        var init = new ArrayBufferWriter<byte>();
        InitSection.Write(init, _segment[0].Header.Format);
        file.Write(init.WrittenSpan);
        using var builder = new FragmentBuilder(_segment[0].Header.Format);
        builder.Begin(_segment[0].Header.DecodeTicks);
        foreach (var unit in _segment)
        {
            builder.Add(unit);
            if (builder.Collected >= TimeSpan.FromSeconds(1))
            {
                Append(file, builder.Cut());
            }
        }

        Append(file, builder.Finish(next));
        return file;
    }

    private static void Append(MemoryStream file, Fragment? fragment)
    {
        using (fragment)
        {
            foreach (var part in fragment!.Parts)
            {
                file.Write(part.Span);
            }
        }
    }

    /// <summary>How much later than the picture the sound of the same instant is played, in seconds, at its worst within a segment.</summary>
    private static double Judge(MemoryStream file)
    {
        var reader = new SegmentReader(file);
        var (pictures, sounds) = (new List<double>(), new List<double>());
        foreach (var fragment in reader.ReadFragments())
        {
            foreach (var sample in fragment.RunOf(StreamFormat.VideoTrack)?.Samples ?? [])
            {
                var taken = StampOf(file.GetBuffer().AsSpan((int)sample.Offset));
                pictures.Add(((sample.DecodeTicks + sample.CompositionTicks) / 90_000.0) - taken);
            }

            foreach (var sample in fragment.RunOf(StreamFormat.AudioTrack)?.Samples ?? [])
            {
                var taken = BinaryPrimitives.ReadDoubleBigEndian(file.GetBuffer().AsSpan((int)sample.Offset));
                sounds.Add((sample.DecodeTicks / (double)reader.Format.Audio!.ClockRate) - taken);
            }
        }

        return new[] { sounds.Max() - pictures.Min(), sounds.Min() - pictures.Max() }.MaxBy(Math.Abs);
    }
}
