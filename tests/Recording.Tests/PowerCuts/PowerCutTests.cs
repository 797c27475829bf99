using Vedette.Contracts.Recording;
using Vedette.Media.Hub;
using Vedette.Media.Tests.Mp4;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.PowerCuts;

/// <summary>
/// Every operation on the disk is noted while a camera is recorded through good and bad times. Then the power is cut after
/// each of them, and the recorder starts on anything a disk may hold then.
/// </summary>
public sealed class PowerCutTests
{
    private const int LivesPerCut = 3;
    private const int JudgeEvery = 150;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Uneven = TimeSpan.FromMilliseconds(150);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [Trait("Req", "O-19")]
    public async Task Whenever_the_power_is_cut_nothing_recorded_is_lost_and_every_second_is_accounted_for(bool flushesVolumes, bool encrypts)
    {
        var disk = new TracedDisk(flushesVolumes);
        var rig = new WritingRig(Memory(), disk: disk);
        var first = rig.Time.GetUtcNow();
        var said = await RecordAsync(rig, disk, encrypts);
        var trace = disk.Trace;
        var operations = trace.Select(entry => entry.Operation).ToList();
        var seed = Random.Shared.Next();

        for (var cut = 1; cut < operations.Count; cut++)
        {
            var known = (Known)trace[cut].Known!;
            for (var life = 0; life < LivesPerCut; life++)
            {
                var random = new Random(HashCode.Combine(seed, cut, life));
                var root = Memory();
                new PowerCut([.. operations.Take(cut)], random).LayOut(rig.Root, root);
                if (random.Next(20) == 0)
                {
                    root = CutWhileStarting(root, rig, known.Now, random);
                }

                var found = Restarted.On(root, rig.Camera.Id, LocalDisk.Instance, rig.Keys, known.Now.AddSeconds(10));
                var where = $"seed {seed}, operation {cut} of {operations.Count} ({operations[cut - 1].GetType().Name}), life {life}: ";
                new Verdict(rig, found, operations, cut, where).Check(said.Take(known.Facts), known, first, Bound, Uneven);
                if (cut % JudgeEvery == 0 && life == 0)
                {
                    await JudgeAsync(found);
                }

                Directory.Delete(root, recursive: true);
            }
        }

        await rig.DisposeAsync();
        Directory.Delete(rig.Root, recursive: true);
    }

    /// <summary>Good and bad times of a camera. Returns all that was said to be recorded.</summary>
    private static async Task<IReadOnlyList<Fact>> RecordAsync(WritingRig rig, TracedDisk disk, bool encrypts)
    {
        DateTimeOffset? flowing = null;
        disk.Observe = () => new Known(rig.Facts.Count, rig.State, rig.Time.GetUtcNow(), rig.Camera.SentUntil, flowing);
        rig.Camera.Clip = await TestClip.PlainAsync();
        await rig.Settings.ReplaceAsync(new RecordingSettings { SegmentSeconds = 2, EncryptFootage = encrypts }, Stop);
        await rig.WantAsync();

        async Task FlowAsync(double seconds)
        {
            flowing = rig.Time.GetUtcNow();
            await rig.RecordAsync(TimeSpan.FromSeconds(seconds));
            flowing = null;
        }

        await FlowAsync(7);
        rig.Camera.Lose(FeedBreakCause.Unreachable, TimeSpan.FromSeconds(5));
        await rig.RoundAsync();
        await FlowAsync(5.4);

        // Retention, as far as the disk sees it.
        foreach (var segment in rig.Segments.Take(2))
        {
            disk.Delete(rig.Volume.Resolve(segment));
            disk.FlushDirectory(Path.GetDirectoryName(rig.Volume.Resolve(segment))!);
            rig.Facts.Add(new Fact.Deleted(new SegmentName(segment.CameraId, segment.Start, segment.Sequence)));
        }

        // A disk that refuses a commit, and is well again.
        disk.Refusals = 2;
        await rig.RecordAsync(TimeSpan.FromSeconds(4));
        await FlowAsync(3);

        rig.Recorder.Stop(GapCause.SwitchedOff, "Switched off by Ana.", rig.Time.GetUtcNow());
        await rig.SettleAsync();
        rig.Time.Advance(TimeSpan.FromSeconds(20));
        rig.Camera.End();
        await rig.WantAsync();
        await FlowAsync(5);
        return rig.Facts.Of(rig.Camera.Id);
    }

    private static async Task JudgeAsync(Restarted found)
    {
        foreach (var name in found.Names)
        {
            var copy = Path.Combine(found.Volume.Root, "judged.mp4");
            using (var footage = found.Open(name))
            {
                var bytes = new byte[RandomAccess.GetLength(footage)];
                _ = RandomAccess.Read(footage, bytes, 0);
                await File.WriteAllBytesAsync(copy, bytes, Stop);
            }

            await Judge.DecodesAsync(copy);
        }
    }

    /// <summary>The power goes again while the recorder mends what the first cut left.</summary>
    private static string CutWhileStarting(string root, WritingRig rig, DateTimeOffset at, Random random)
    {
        var disk = new TracedDisk(flushesVolumes: false);
        disk.Adopt(Path.Combine(root, SegmentName.Root));
        var adopted = disk.Trace.Count;
        _ = Restarted.On(root, rig.Camera.Id, disk, rig.Keys, at.AddSeconds(5));
        var again = Memory();
        new PowerCut([.. disk.Trace.Take(random.Next(adopted, disk.Trace.Count + 1)).Select(entry => entry.Operation)], random).LayOut(root, again);
        Directory.Delete(root, recursive: true);
        return again;
    }

    /// <summary>A volume in memory: what is tested is what was flushed, not the device.</summary>
    private static string Memory()
    {
        var home = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Volume.Open(Path.Combine(home, $"vedette-power-{Guid.NewGuid():N}")).Root;
    }
}
