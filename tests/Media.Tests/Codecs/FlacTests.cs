using System.Runtime.InteropServices;
using Vedette.Media.Codecs.Flac;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Codecs;

/// <summary>Sound of G.711 cameras as browsers get it; ffmpeg is the judge.</summary>
public sealed class FlacTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 59, 50, TimeSpan.Zero);

    [Theory]
    [InlineData(8000, 1)]
    [InlineData(16_000, 2)]
    [InlineData(11_025, 1)]
    public async Task Every_kind_of_sound_comes_back_bit_for_bit(int rate, int channels)
    {
        var random = new Random(7);
        short[][] blocks =
        [
            Wave(800, i => 12_000 * Math.Sin(i / 9.0)),
            Wave(4096, i => random.Next(short.MinValue, short.MaxValue + 1)),
            Wave(1000, _ => 0),
            Wave(16, i => i % 2 == 0 ? short.MinValue : short.MaxValue),
            Wave(801, i => 40 * Math.Sin(i / 3.0)),
            Wave(257, i => 8 * (i % 64)),
            Wave(3000, i => i < 2999 ? 0 : -1),
        ];
        var encoder = new FlacEncoder(rate, channels);
        var file = new MemoryStream();
        file.Write("fLaC"u8);
        file.Write([0x80, 0, 0, (byte)encoder.Format.Configuration.Length]);
        file.Write(encoder.Format.Configuration.Span);
        foreach (var block in blocks)
        {
            file.Write(encoder.Encode(block));
        }

        var decoded = await DecodeAsync(file.ToArray(), "flac", rate, channels);

        Assert.Equal(blocks.SelectMany(block => block), MemoryMarshal.Cast<byte, short>(decoded).ToArray());

        short[] Wave(int count, Func<int, double> at) =>
            [.. Enumerable.Range(0, count * channels).Select(i => (short)at(i))];
    }

    [Fact]
    public void Speech_like_sound_takes_less_room_than_as_it_is()
    {
        var encoder = new FlacEncoder(8000, 1);
        var codes = Enumerable.Range(0, 800).Select(i => (byte)(0x80 | (int)(40 + (30 * Math.Sin(i / 20.0))))).ToArray();
        var samples = new short[800];
        G711Decoder.Decode(Codec.PcmMu, codes, samples);

        Assert.InRange(encoder.Encode(samples).Length, 16, 1300);
    }

    [Fact]
    public async Task Numbers_of_the_first_sample_that_take_more_and_more_bytes_are_understood()
    {
        var encoder = new FlacEncoder(48_000, 1);
        var block = Enumerable.Range(0, 4096).Select(i => (short)(i * 3)).ToArray();
        var file = new MemoryStream();
        file.Write("fLaC"u8);
        file.Write([0x80, 0, 0, 34]);
        file.Write(encoder.Format.Configuration.Span);
        for (var i = 0; i < 600; i++)
        {
            file.Write(encoder.Encode(block));
        }

        var decoded = await DecodeAsync(file.ToArray(), "flac", 48_000, 1);

        Assert.Equal(600 * 4096 * 2, decoded.Length);
    }

    [Theory]
    [InlineData(Codec.PcmMu, "mulaw")]
    [InlineData(Codec.PcmA, "alaw")]
    public async Task All_codes_of_G711_mean_what_ffmpeg_says(Codec law, string name)
    {
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        var samples = new short[256];
        G711Decoder.Decode(law, codes, samples);

        var decoded = await DecodeAsync(codes, name, 8000, 1);

        Assert.Equal(MemoryMarshal.Cast<byte, short>(decoded).ToArray(), samples);
    }

    [Fact]
    public void Packets_are_gathered_and_a_gap_starts_a_block_at_its_own_time()
    {
        var before = AccessUnit.Outstanding;
        var track = G711(Codec.PcmA);
        var format = new StreamFormat(Video(), track);
        using var sound = new FlacSound(track);
        var shown = new StreamFormat(format.Video, sound.Format);
        var run = new Run(Guid.CreateVersion7(), Start);
        var made = new List<(long Ticks, DateTimeOffset At)>();

        foreach (var ticks in (long[])[0, 160, 320, 480, 640, 800, 960, 4000, 4160, 4320, 4480, 4640])
        {
            var unit = Unit(format, run, ticks, new byte[160]);
            sound.Push(unit, shown);
            unit.Release();
            while (sound.TryTake(out var block))
            {
                made.Add((block.Header.DecodeTicks, block.WallTime));
                Assert.Same(shown, block.Header.Format);
                Assert.True(block.IsKey);
                block.Release();
            }
        }

        Assert.Equal([0, 800, 4000], made.Select(block => block.Ticks));
        Assert.Equal(Start.AddMilliseconds(500), made[2].At);
        Assert.Equal(before, AccessUnit.Outstanding);
    }

    [Fact]
    public void A_packet_longer_than_a_block_becomes_several()
    {
        var track = G711(Codec.PcmMu);
        var format = new StreamFormat(Video(), track);
        using var sound = new FlacSound(track);
        var unit = Unit(format, new Run(Guid.CreateVersion7(), Start), 1000, new byte[10_000]);

        sound.Push(unit, format);
        unit.Release();

        var ticks = new List<long>();
        while (sound.TryTake(out var block))
        {
            ticks.Add(block.Header.DecodeTicks);
            block.Release();
        }

        Assert.Equal([1000, 1000 + 4096, 1000 + 8192], ticks);
    }

    [Fact]
    public void Encoding_allocates_nothing()
    {
        var encoder = new FlacEncoder(8000, 1);
        var random = new Random(7);
        var samples = Enumerable.Range(0, 4096).Select(_ => (short)random.Next(short.MinValue, short.MaxValue)).ToArray();
        _ = encoder.Encode(samples);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            _ = encoder.Encode(samples.AsSpan(0, 800));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static AccessUnit Unit(StreamFormat format, Run run, long ticks, byte[] codes) => AccessUnit.Copy(
        new UnitHeader
        {
            Track = StreamFormat.AudioTrack,
            IsKey = true,
            DecodeTicks = ticks,
            WallTime = Start.AddMilliseconds(ticks / 8.0),
            Format = format,
            Run = run,
        },
        codes);

    private static TrackFormat G711(Codec law) => new()
    {
        Kind = TrackKind.Audio,
        Codec = law,
        ClockRate = 8000,
        Configuration = ReadOnlyMemory<byte>.Empty,
        CodecString = law == Codec.PcmMu ? "ulaw" : "alaw",
        Channels = 1,
        SampleRate = 8000,
    };

    private static TrackFormat Video() => new()
    {
        Kind = TrackKind.Video,
        Codec = Codec.H264,
        ClockRate = 90_000,
        Configuration = new byte[7],
        CodecString = "avc1.42c028",
    };

    private static async Task<byte[]> DecodeAsync(byte[] input, string format, int rate, int channels)
    {
        var (from, to) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllBytesAsync(from, input);
        string[] shape = format == "flac" ? [] : ["-ar", $"{rate}", "-ac", $"{channels}"];
        _ = await Tool.RunAsync("ffmpeg", ["-y", "-v", "error", "-xerror", "-f", format, .. shape, "-i", from, "-f", "s16le", to]);
        var decoded = await File.ReadAllBytesAsync(to);
        File.Delete(from);
        File.Delete(to);
        return decoded;
    }
}
