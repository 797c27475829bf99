using System.Text.Json;
using Microsoft.Extensions.Logging;
using Vedette.Platform.Hosting;
using Vedette.Platform.Web;

namespace Vedette.Platform.Access;

/// <summary>The key set Identity keeps on this machine. Read again when the file has changed.</summary>
internal sealed class FileTokenKeys(DataPaths paths, TimeProvider time, ILogger<FileTokenKeys> log) : ITokenKeySource
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(5);

    private readonly string _path = Path.Combine(paths.Keys, JsonWebKeySet.FileName);
    private readonly Lock _reading = new();
    private Dictionary<string, TokenKey> _keys = [];
    private (DateTime Written, long Length) _stamp;
    private long? _checked;

    public ValueTask<TokenKey?> FindAsync(string keyId, CancellationToken ct)
    {
        lock (_reading)
        {
            // A known key is trusted for a moment; an unknown one is reason to look at the file at once.
            if (_checked is not { } at || time.GetElapsedTime(at) > Trust || !_keys.ContainsKey(keyId))
            {
                Refresh();
            }

            return ValueTask.FromResult(_keys.GetValueOrDefault(keyId));
        }
    }

    private void Refresh()
    {
        _checked = time.GetTimestamp();
        var file = new FileInfo(_path);
        if (!file.Exists)
        {
            return;
        }

        var stamp = (file.LastWriteTimeUtc, file.Length);
        if (stamp == _stamp)
        {
            return;
        }

        try
        {
            var set = JsonSerializer.Deserialize<JsonWebKeySet>(File.ReadAllBytes(_path), WireFormat.Exact);
            _keys = KeyTable.From(set);
            _stamp = stamp;
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or UnauthorizedAccessException)
        {
            PlatformLog.KeySetUnreadable(log, _path, unreadable);
        }
    }
}
