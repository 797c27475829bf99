namespace Vedette.Media.Rtsp;

/// <summary>One way a server offers to prove who asks (RFC 7235 section 4.1).</summary>
/// <param name="Scheme"><c>Digest</c>, <c>Basic</c>, … as written.</param>
/// <param name="Parameters">Its parameters; names are compared without case.</param>
public sealed record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MaxParameters = 64;

    /// <summary>What the name and password are for; empty when the server does not say.</summary>
    public string Realm => Parameters.GetValueOrDefault("realm", "");

    /// <summary>What makes an answer good once; empty when the server does not say.</summary>
    public string Nonce => Parameters.GetValueOrDefault("nonce", "");

    /// <summary>Whether only the nonce was too old.</summary>
    public bool IsStale => Parameters.GetValueOrDefault("stale", "").Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is RFC 7616's.</summary>
    public bool IsDigest => Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is RFC 7617's.</summary>
    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the challenges of one header line; several may stand behind one another with commas between.</summary>
    /// <param name="header">The line without its name; anything is taken, of which nothing may be understood.</param>
    public static IReadOnlyList<AuthChallenge> Read(string header)
    {
        var challenges = new List<AuthChallenge>();
        Dictionary<string, string>? parameters = null;
        var at = 0;
        for (var count = 0; at < header.Length && count < MaxParameters; count++)
        {
            var word = ReadWord(header, ref at);
            if (word.Length == 0)
            {
                at++; // a comma, or a character that has no business here
                continue;
            }

            SkipBlanks(header, ref at);
            if (at < header.Length && header[at] == '=')
            {
                at++;
                var value = ReadValue(header, ref at);
                _ = parameters?.TryAdd(word, value);
            }
            else
            {
                parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                challenges.Add(new AuthChallenge(word, parameters));
            }
        }

        return challenges;
    }

    private static string ReadWord(string text, ref int at)
    {
        SkipBlanks(text, ref at);
        var start = at;
        while (at < text.Length && text[at] is not (',' or '=' or '"' or ' ' or '\t'))
        {
            at++;
        }

        return text[start..at];
    }

    private static string ReadValue(string text, ref int at)
    {
        SkipBlanks(text, ref at);
        if (at >= text.Length || text[at] != '"')
        {
            return ReadWord(text, ref at);
        }

        at++;
        var value = new System.Text.StringBuilder();
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            _ = value.Append(text[at]);
        }

        at++;
        return value.ToString();
    }

    private static void SkipBlanks(string text, ref int at)
    {
        while (at < text.Length && text[at] is (' ' or '\t'))
        {
            at++;
        }
    }
}
