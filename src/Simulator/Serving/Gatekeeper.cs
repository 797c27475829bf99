using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Vedette.Media.Rtsp;

namespace Vedette.Simulator.Serving;

/// <summary>Asks who is there, and checks the answer, as cameras do: Basic (RFC 7617) or Digest with MD5 (RFC 7616).</summary>
internal sealed partial class Gatekeeper(RtspAuthentication kind, string username, string password)
{
    private const string Realm = "Vedette Simulator";

    private readonly string _nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What a refused request is answered with.</summary>
    public string Challenge => kind == RtspAuthentication.Basic
        ? $"Basic realm=\"{Realm}\""
        : $"Digest realm=\"{Realm}\", nonce=\"{_nonce}\", algorithm=\"MD5\"";

    /// <summary>Whether the request may pass.</summary>
    public bool Admits(RtspMessage request) => kind switch
    {
        RtspAuthentication.None => true,
        RtspAuthentication.Basic => request.Headers["Authorization"] == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")),
        RtspAuthentication.Digest => request.Headers["Authorization"] is { } answer && AdmitsDigest(request.Method, answer),
    };

    private bool AdmitsDigest(string method, string answer)
    {
        var fields = FieldPattern().Matches(answer).ToDictionary(
            field => field.Groups["name"].Value, field => field.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        if (fields.GetValueOrDefault("username") != username || fields.GetValueOrDefault("nonce") != _nonce)
        {
            return false;
        }

        var who = Md5($"{username}:{Realm}:{password}");
        var what = Md5($"{method}:{fields.GetValueOrDefault("uri")}");
        return fields.GetValueOrDefault("response") == Md5($"{who}:{_nonce}:{what}");
    }

    private static string Md5(string text) =>
#pragma warning disable CA5351 // What cameras speak; nothing of worth is guarded here.
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    [GeneratedRegex("""(?<name>\w+)="(?<value>[^"]*)"|(?<name>\w+)=(?<value>[^",\s]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldPattern();
}
