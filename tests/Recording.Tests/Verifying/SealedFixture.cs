using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Tests.Sealing;
using Vedette.Recording.Tests.Verifying;
using Xunit;

[assembly: AssemblyFixture(typeof(SealedFixture))]

namespace Vedette.Recording.Tests.Verifying;

/// <summary>One sealed export with everything in it, made once: tests take copies and forge those.</summary>
public sealed class SealedFixture
{
    private readonly Lazy<Task<byte[]>> _archive = new(MakeAsync);

    internal Task<byte[]> Archive => _archive.Value;

    internal async Task<Repacked> CopyAsync() => new(await Archive);

    private static async Task<byte[]> MakeAsync()
    {
        await using var rig = await FootageRig.StartAsync();
        return await rig.SealAllAsync();
    }
}
