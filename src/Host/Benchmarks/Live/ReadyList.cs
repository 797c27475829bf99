using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Vedette.Host.Benchmarks.Live;

/// <summary>Which of many sockets have something to read: epoll(7), because asking each one costs more than reading.</summary>
internal sealed partial class ReadyList : IDisposable
{
    private const int Add = 1;
    private const int Readable = 1;
    private const int Most = 256;

    // struct epoll_event is packed on x86-64 and nowhere else.
    private static readonly int Size = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int NumberAt = Size - 8;

    private readonly byte[] _ready = new byte[Most * Size];
    private readonly int _list = Checked(Create(0));

    public void Enlist(Socket socket, int number)
    {
        Span<byte> entry = stackalloc byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(entry, Readable);
        BinaryPrimitives.WriteInt64LittleEndian(entry[NumberAt..], number);
        _ = Checked(Control(_list, Add, (int)socket.Handle, ref MemoryMarshal.GetReference(entry)));
    }

    /// <summary>The numbers of those that can be read now, at most 256 of them.</summary>
    public int Ask(Span<int> numbers)
    {
        var count = Checked(Wait(_list, ref _ready[0], Math.Min(Most, numbers.Length), 0));
        for (var at = 0; at < count; at++)
        {
            numbers[at] = BinaryPrimitives.ReadInt32LittleEndian(_ready.AsSpan((at * Size) + NumberAt));
        }

        return count;
    }

    public void Dispose() => _ = Close(_list);

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception();

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(int list, int what, int socket, ref byte entry);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(int list, ref byte ready, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int list);
}
