using System.Buffers.Binary;
using System.IO.Pipelines;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Mp4;

public sealed class ExportAllocationTests : IDisposable
{
    private const int Pictures = 250;
    private const int PictureBytes = 2560;
    private const int Turns = 20;

    // Measured: 65 000 in a debug build. It tells where the pictures are, 40 bytes for each of 400 a megabyte, and what their
    // fragments and files are. Holding the payload even once would be a million.
    private const double MostBytesAMegabyte = 80_000;

    private readonly SegmentFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task An_export_allocates_what_tells_of_pictures_not_what_they_are()
    {
        var path = _files.Write("segment.mp4", Format, Units());
        using var file = File.OpenHandle(path);
        var writer = new ExportWriter(new Nowhere());
        await AppendAsync();
        var (allocated, written) = (GC.GetAllocatedBytesForCurrentThread(), writer.Length);
        for (var turn = 0; turn < Turns; turn++)
        {
            await AppendAsync();
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var megabytes = (writer.Length - written) / 1e6;
        Assert.InRange(megabytes, Turns * Pictures * PictureBytes / 1e6, double.MaxValue);
        Assert.InRange(allocated / megabytes, 0, MostBytesAMegabyte);

        // Nothing is waited for, so that all of it happens on this thread.
        Task AppendAsync()
        {
            var appended = writer.AppendAsync(file, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, TestContext.Current.CancellationToken);
            Assert.True(appended.IsCompletedSuccessfully);
            return appended;
        }
    }

    /// <summary>Ten seconds of 512 kbit/s.</summary>
    private static IEnumerable<AccessUnit> Units()
    {
        var run = new Run(Guid.CreateVersion7(), TestClip.Start);
        var bytes = new byte[PictureBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, PictureBytes - 4);
        for (var picture = 0; picture < Pictures; picture++)
        {
            bytes[4] = (byte)(picture % 50 == 0 ? 0x65 : 0x41);
            yield return AccessUnit.Copy(
                new UnitHeader
                {
                    Track = StreamFormat.VideoTrack,
                    IsKey = picture % 50 == 0,
                    DecodeTicks = picture * 3600,
                    WallTime = TestClip.Start.AddMilliseconds(40 * picture),
                    Format = Format,
                    Run = run,
                },
                bytes);
        }
    }

    private static StreamFormat Format { get; } = new(new TrackFormat
    {
        Kind = TrackKind.Video,
        Codec = Codec.H264,
        ClockRate = 90_000,
        Configuration = new byte[] { 1, 0x64, 0, 0x1E, 0xFF, 0xE1, 0, 4, 0x67, 0x64, 0, 0x1E, 1, 0, 2, 0x68, 0xEE },
        CodecString = "avc1.64001e",
        Width = 640,
        Height = 360,
    });

    /// <summary>Takes everything and keeps nothing.</summary>
    private sealed class Nowhere : PipeWriter
    {
        private readonly byte[] _memory = new byte[1 << 20];

        public override void Advance(int bytes)
        {
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _memory;

        public override Span<byte> GetSpan(int sizeHint = 0) => _memory;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => new(new FlushResult(false, false));

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }
    }
}
