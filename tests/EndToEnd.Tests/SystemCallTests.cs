using System.Globalization;
using Vedette.Simulator;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>
/// What the real program asks of the kernel while it records. Counts, never times: a busy machine makes rounds fewer, so every bound is
/// an upper one, and what belongs to a fragment is compared with the fragments that were written.
/// </summary>
public sealed class SystemCallTests
{
    private const int Cameras = 8;

    // The pacer comes by 25 times a second, and reads a second time where a picture does not fit in the first.
    private const int ReadsPerCameraSecond = 50;

    // A commit every 250 ms at most, for all cameras, and the databases' own. One for each camera's fragment would be twice that.
    private const int FlushesPerSecond = 8;

    // Threads hand work on; 95 were seen. A thread that spins, or one woken for every packet, takes thousands.
    private const int WakingsPerCameraSecond = 400;

    // Beside its fragments a camera begins a segment now and then.
    private const int OtherWritesPerCamera = 2;

    [Fact]
    public async Task Recording_reads_in_rounds_writes_once_for_a_fragment_and_flushes_once_for_all_cameras()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Cameras = Cameras, Authentication = RtspAuthentication.None });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("calls"));
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        var cameras = new List<Guid>();
        for (var number = 1; number <= Cameras; number++)
        {
            cameras.Add(await vedette.AddCameraAsync(room, $"Camera {number}", simulator[$"cam{number}"].Url.ToString()));
        }

        await vedette.WaitUntilRecordingAsync([.. cameras]);
        var before = await FragmentsAsync(vedette);
        var calls = await SystemCalls.CountAsync(vedette.Id, TimeSpan.FromSeconds(6));
        var fragments = await FragmentsAsync(vedette) - before;

        var said = $"{fragments} fragments; {calls}";
        var seconds = Math.Ceiling(calls.Elapsed.TotalSeconds) + 1;
        Assert.True(fragments >= Cameras, said);
        Assert.True(calls.Of("pwritev", "pwritev2") <= fragments + (OtherWritesPerCamera * Cameras), said);
        Assert.True(calls.Of("pwritev", "pwritev2") > fragments / 4, said);
        Assert.True(calls.Of("recvfrom", "recvmsg", "recvmmsg") <= ReadsPerCameraSecond * Cameras * seconds, said);
        Assert.True(calls.Of("syncfs", "fsync", "fdatasync") <= FlushesPerSecond * seconds, said);
        Assert.True(calls.Of("futex", "sched_yield") <= WakingsPerCameraSecond * Cameras * seconds, said);
    }

    private static async Task<int> FragmentsAsync(VedetteProcess vedette)
    {
        var metrics = await vedette.Http.GetStringAsync("/metrics");
        var line = metrics.Split('\n').First(line => line.StartsWith("vedette_recording_fragments", StringComparison.Ordinal));
        return (int)double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
