using Vedette.Recording.Evidence;
using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>The keys an archive brings along, and which of them vouch for each other.</summary>
internal sealed class KeyTrust
{
    // A node changes its key once in a while, not every minute.
    private const int MostKeys = 1000;

    private readonly Dictionary<string, PublicKey> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _links = new(StringComparer.Ordinal);

    public KeyTrust(Manifest manifest, Verdict verdict)
    {
        foreach (var key in manifest.Keys.Take(MostKeys))
        {
            if (PublicKey.FromPem(key.PublicKeyPem) is { } known && known.Fingerprint == key.Fingerprint)
            {
                _keys[known.Fingerprint] = known;
            }
            else
            {
                verdict.Add(FindingCode.ManifestAltered, $"The key listed as {key.Fingerprint} is another, or none.");
            }
        }

        foreach (var rotation in manifest.Rotations.Take(MostKeys))
        {
            Link(rotation, verdict);
        }
    }

    public PublicKey? Find(string fingerprint) => _keys.GetValueOrDefault(fingerprint);

    /// <summary>Whether the one is the other, or a row of keys that vouched for each other leads from one to the other.</summary>
    public bool IsLinked(string one, string other)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { one };
        var waiting = new Queue<string>(reached);
        while (waiting.TryDequeue(out var key))
        {
            if (key == other)
            {
                return true;
            }

            foreach (var next in _links.GetValueOrDefault(key) ?? [])
            {
                if (reached.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return false;
    }

    private void Link(KeyRotation rotation, Verdict verdict)
    {
        try
        {
            var (old, next) = rotation.Parties();
            if (Find(old) is { } oldKey && Find(next) is { } nextKey && rotation.IsSignedBy(oldKey, nextKey))
            {
                Of(old).Add(next);
                Of(next).Add(old);
                return;
            }

            verdict.Add(FindingCode.ReSigned, $"The key {next} says that it took over from {old}, but not both signed that.");
        }
        catch (FormatException)
        {
            verdict.Add(FindingCode.ManifestAltered, "A statement about a change of keys cannot be read.");
        }

        HashSet<string> Of(string key) => _links.TryGetValue(key, out var known) ? known : _links[key] = new HashSet<string>(StringComparer.Ordinal);
    }
}
