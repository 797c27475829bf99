using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;

namespace Vedette.Recording.Encryption;

/// <summary>
/// The keys of encrypted footage: one for each camera and UTC day, wrapped by the node's key, away from the volumes. Whoever takes a
/// disk has nothing; once a day's key is destroyed, no copy of that day can be read, wherever it is.
/// </summary>
internal sealed class FootageKeys(string folder, SecretProtector protector, TimeProvider time)
{
    private const string Purpose = "footage-key";
    private const string Extension = ".json";
    private const int MostRemembered = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<(CameraId Camera, DateOnly Day), FootageKey> _known = [];

    /// <summary>The key of a day, made when there is none yet. When this returns, it survives a power cut.</summary>
    /// <exception cref="FaultException">The key cannot be written, or cannot be read with this node's key.</exception>
    public FootageKey Make(CameraId camera, DateOnly day)
    {
        lock (_gate)
        {
            if (FindLocked(camera, day) is { } known)
            {
                return known;
            }

            var key = new FootageKey(Guid.CreateVersion7(time.GetUtcNow()), RandomNumberGenerator.GetBytes(SegmentEnvelope.KeyLength));
            var wrapped = new Wrapped(key.Id, time.GetUtcNow(), protector.Protect(Purpose, Convert.ToBase64String(key.Secret)));
            _ = Directory.CreateDirectory(FolderOf(camera));
            DurableFile.Replace(PathOf(camera, day), JsonSerializer.SerializeToUtf8Bytes(wrapped, WireFormat.Exact));
            return Remember(camera, day, key);
        }
    }

    /// <summary>The key of a day; null when it was never made, or is destroyed.</summary>
    /// <exception cref="FaultException">The key cannot be read with this node's key.</exception>
    public FootageKey? Find(CameraId camera, DateOnly day)
    {
        lock (_gate)
        {
            return FindLocked(camera, day);
        }
    }

    /// <summary>Every key there is, by day.</summary>
    public IReadOnlyList<(CameraId Camera, DateOnly Day)> All() => !Directory.Exists(folder) ? [] :
    [
        .. from cameraFolder in Directory.EnumerateDirectories(folder)
           where Guid.TryParseExact(Path.GetFileName(cameraFolder), "D", out _)
           from file in Directory.EnumerateFiles(cameraFolder, "*" + Extension)
           let day = Path.GetFileNameWithoutExtension(file)
           where DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
           orderby day
           select (CameraId.Parse(Path.GetFileName(cameraFolder), null), DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Destroys a day's key for ever. Overwritten first: a file system that writes in place keeps nothing of it.</summary>
    /// <returns>The id it had, or null when there was none.</returns>
    public Guid? Destroy(CameraId camera, DateOnly day)
    {
        lock (_gate)
        {
            var path = PathOf(camera, day);
            if (!File.Exists(path))
            {
                return null;
            }

            var id = Read(path).Id;
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
            {
                RandomAccess.Write(file, RandomNumberGenerator.GetBytes((int)RandomAccess.GetLength(file)), 0);
                DurableFile.Flush(file);
            }

            DurableFile.Delete(path);
            _ = _known.Remove((camera, day));
            return id;
        }
    }

    private FootageKey? FindLocked(CameraId camera, DateOnly day)
    {
        if (_known.TryGetValue((camera, day), out var known))
        {
            return known;
        }

        var path = PathOf(camera, day);
        if (!File.Exists(path))
        {
            return null;
        }

        var wrapped = Read(path);
        return Remember(camera, day, new FootageKey(wrapped.Id, Convert.FromBase64String(protector.Unprotect(Purpose, wrapped.Key))));
    }

    private FootageKey Remember(CameraId camera, DateOnly day, FootageKey key)
    {
        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        return _known[(camera, day)] = key;
    }

    private static Wrapped Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Wrapped>(File.ReadAllBytes(path), WireFormat.Exact)!;
        }
        catch (JsonException damaged)
        {
            throw new FaultException(FaultKind.Configuration, $"{path} is damaged; restore it from a backup.", innerException: damaged);
        }
    }

    private string FolderOf(CameraId camera) => Path.Combine(folder, camera.ToString());

    private string PathOf(CameraId camera, DateOnly day) =>
        Path.Combine(FolderOf(camera), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + Extension);

    private sealed record Wrapped(Guid Id, DateTimeOffset CreatedAt, string Key);
}
