using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Vedette.Simulator.Onvif;

/// <summary>Checks who asks, as strictly as a good device does.</summary>
internal sealed partial class SignIn(OnvifAuthentication kind, string username, string password, TimeProvider time)
{
    private const string Realm = "Vedette Simulator";
    private const int TokensKept = 10_000;
    private const string PasswordDigest = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    // There are clients that keep one nonce and write the time anew: within a millisecond they send the same token twice.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);
    private static readonly XNamespace Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);
    private readonly string _httpNonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public OnvifAuthentication Kind => kind;

    /// <summary>The challenges, the weaker first as cameras send them.</summary>
    public string[] Challenges =>
        [$"Digest realm=\"{Realm}\", qop=\"auth\", nonce=\"{_httpNonce}\"", $"Digest realm=\"{Realm}\", qop=\"auth\", nonce=\"{_httpNonce}\", algorithm=SHA-256"];

    /// <summary>Whether a WS-Security header proves who asks.</summary>
    /// <param name="header">The SOAP header.</param>
    /// <param name="offset">How far the device's clock is ahead.</param>
    public bool AdmitsToken(XElement? header, TimeSpan offset)
    {
        if (header?.Element(Security + "Security")?.Element(Security + "UsernameToken") is not { } token
            || token.Element(Security + "Username")?.Value != username
            || token.Element(Security + "Password") is not { } proof || (string?)proof.Attribute("Type") != PasswordDigest
            || token.Element(Security + "Nonce")?.Value is not { Length: > 0 and < 200 } nonce
            || token.Elements().FirstOrDefault(element => element.Name.LocalName == "Created")?.Value is not { } created
            || !DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when)
            || (when - (time.GetUtcNow() + offset)).Duration() > Window
            || !Remember($"{nonce} {created}"))
        {
            return false;
        }

        var bytes = new byte[nonce.Length];
        return Convert.TryFromBase64String(nonce, bytes, out var count)
#pragma warning disable CA5350 // What the profile prescribes.
            && proof.Value == Convert.ToBase64String(SHA1.HashData([.. bytes[..count], .. Encoding.UTF8.GetBytes(created + password)]));
#pragma warning restore CA5350
    }

    /// <summary>Whether an Authorization line proves who asks.</summary>
    public bool AdmitsDigest(string method, string? line)
    {
        var fields = FieldPattern().Matches(line ?? "").ToDictionary(
            field => field.Groups["name"].Value, field => field.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        string? Field(string name) => fields.GetValueOrDefault(name);
        if (Field("username") != username || Field("nonce") != _httpNonce || Field("qop") != "auth")
        {
            return false;
        }

        Func<string, string> hash = Field("algorithm") == "SHA-256" ? Sha256 : Md5;
        var who = hash($"{username}:{Realm}:{password}");
        var what = hash($"{method}:{Field("uri")}");
        return Field("response") == hash($"{who}:{_httpNonce}:{Field("nc")}:{Field("cnonce")}:auth:{what}");
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Md5(string text) =>
#pragma warning disable CA5351 // What cameras speak; nothing of worth is guarded here.
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private bool Remember(string token)
    {
        lock (_gate)
        {
            if (_tokens.Count >= TokensKept)
            {
                _tokens.Clear();
            }

            var now = time.GetUtcNow();
            return _tokens.TryAdd(token, now) || now - _tokens[token] <= AtOnce;
        }
    }

    [GeneratedRegex("""(?<name>\w+)="(?<value>[^"]*)"|(?<name>\w+)=(?<value>[^",\s]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldPattern();
}
