namespace Vedette.Platform.Access;

/// <summary>The usable keys of a key set by name.</summary>
internal static class KeyTable
{
    public static Dictionary<string, TokenKey> From(JsonWebKeySet? set)
    {
        var keys = new Dictionary<string, TokenKey>(StringComparer.Ordinal);
        foreach (var jwk in set?.Keys ?? [])
        {
            if (TokenKey.From(jwk) is { } key && !keys.TryAdd(key.Id, key))
            {
                key.Dispose();
            }
        }

        return keys;
    }
}
