using System.Text;

namespace Vedette.Support;

/// <summary>One request at a <see cref="ScriptedServer"/>.</summary>
/// <param name="Head">Request line and headers.</param>
/// <param name="Stream">The connection behind the head.</param>
public sealed record ScriptedRequest(string Head, Stream Stream)
{
    /// <summary>What is asked for, as written in the request line.</summary>
    public string Target => Head.Split(' ', 3)[1];

    public string Method => Head.Split(' ', 2)[0];

    public async Task WriteAsync(string text, CancellationToken cancellation) => await Stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
}
