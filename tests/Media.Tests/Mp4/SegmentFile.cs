using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Vedette.Media.Mp4;
using Vedette.Media.Units;

namespace Vedette.Media.Tests.Mp4;

/// <summary>Writes segment files the way a recorder does.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("vedette-mp4-");

    public string Path(string name) => System.IO.Path.Combine(_directory.FullName, name);

    /// <summary>Writes all units into one file, a fragment a second.</summary>
    public string Write(string name, StreamFormat format, IEnumerable<AccessUnit> units, SegmentIdentity? identity = null)
    {
        var path = Path(name);
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var position = WriteInit(file, format, identity);
        using var builder = new FragmentBuilder(format);
        var begun = false;
        foreach (var unit in units)
        {
            if (!begun)
            {
                builder.Begin(unit.Header.DecodeTicks);
                begun = true;
            }

            builder.Add(unit);
            unit.Release();
            if (builder.Collected >= TimeSpan.FromSeconds(1))
            {
                position += Append(file, position, builder.Cut());
            }
        }

        Append(file, position, builder.Finish());
        return path;
    }

    public static long WriteInit(SafeFileHandle file, StreamFormat format, SegmentIdentity? identity)
    {
        var init = new ArrayBufferWriter<byte>();
        InitSection.Write(init, format, identity);
        RandomAccess.Write(file, init.WrittenSpan, 0);
        return init.WrittenCount;
    }

    public static long Append(SafeFileHandle file, long position, Fragment? fragment)
    {
        using (fragment)
        {
            RandomAccess.Write(file, fragment!.Parts, position);
            return fragment.Length;
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
