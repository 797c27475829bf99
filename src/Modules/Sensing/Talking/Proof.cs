using System.Text;
using System.Text.Json.Nodes;
using Vedette.Media.Rtsp;
using Vedette.Sensing.Describing;

namespace Vedette.Sensing.Talking;

/// <summary>Proves who asks, as a form wants it: puts a secret into a request, or answers the challenge that comes back.</summary>
/// <remarks>
/// Belongs here: where a secret goes. A secret goes only to the origin the thing was described at: a description may name any address.
/// </remarks>
internal sealed class Proof
{
    private readonly IReadOnlyList<SecurityScheme> _schemes;
    private readonly ThingSecrets _secrets;
    private readonly RtspCredentials? _digest;

    private Proof(IReadOnlyList<SecurityScheme> schemes, ThingSecrets secrets)
    {
        (_schemes, _secrets) = (schemes, secrets);
        _digest = schemes.Any(scheme => scheme is SecurityScheme.Digest) ? new RtspCredentials(secrets.Username!, secrets.Password) : null;
    }

    /// <summary>Whether a challenge may come that <see cref="Answer"/> can meet.</summary>
    public bool AwaitsChallenge => _digest is not null;

    /// <exception cref="ThingException">There is no way to prove it, or no secret to prove it with.</exception>
    public static Proof For(Thing thing, Form form, Uri target, ThingSecrets secrets)
    {
        var names = form.Security ?? thing.Security;
        if (Satisfied(thing, names, secrets, []) is not { } schemes)
        {
            throw new ThingException(
                ThingFailure.NoWayIn, $"The thing asks who we are by {string.Join(", ", names.Select(name => thing.SecuritySchemes[name].Scheme))}, and we were given nothing that answers it.");
        }

        return schemes.All(scheme => scheme is SecurityScheme.None) || (thing.Source is { } own && IsSameOrigin(own, target))
            ? new Proof(schemes, secrets)
            : throw new ThingException(
                ThingFailure.NoWayIn, $"The thing wants its secret sent to {target.IdnHost}, which is not the address it was described at. That is not done.");
    }

    /// <summary>Whether it can be proved at all, wherever the form leads.</summary>
    public static bool IsPossible(Thing thing, Form form, ThingSecrets secrets) => Satisfied(thing, form.Security ?? thing.Security, secrets, []) is not null;

    /// <summary>Scheme, host and port are the same; a WebSocket begins as a request to the same server.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        Plain(one) == Plain(other) && one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase) && one.Port == other.Port;

    /// <summary>Puts into the request what goes there unasked.</summary>
    /// <exception cref="ThingException">The thing wants it where nothing can be put.</exception>
    public void Apply(Draft draft)
    {
        foreach (var scheme in _schemes)
        {
            var done = scheme switch
            {
                SecurityScheme.Basic basic => draft.TryAdd(basic.Name ?? "Authorization", Basic(_secrets)),
                SecurityScheme.Bearer { Place: SecretPlace.Header } bearer => draft.TryAdd(bearer.Name ?? "Authorization", $"Bearer {_secrets.Token}"),
                SecurityScheme.Bearer bearer => Put(draft, bearer.Place, bearer.Name ?? "access_token", _secrets.Token!),
                SecurityScheme.ApiKey key => Put(draft, key.Place, key.Name!, _secrets.Token!),
                _ => true,
            };
            if (!done)
            {
                throw new ThingException(ThingFailure.NoWayIn, $"The thing wants its secret ({scheme.Scheme}) where a request has no place for it.");
            }
        }
    }

    /// <summary>The Authorization line that meets a challenge; null when none is of the kind the thing declared.</summary>
    /// <param name="challenges">The lines of WWW-Authenticate.</param>
    /// <param name="draft">The request that was refused.</param>
    public string? Answer(IEnumerable<string> challenges, Draft draft)
    {
        // Whoever answers in the thing's place might ask for the password in the clear: only what was declared is met.
        var met = _digest?.TakeUp(challenges.Where(line => AuthChallenge.Read(line).All(challenge => challenge.IsDigest)));
        return met is null ? null : _digest!.Authorize(draft.Method.Method, draft.Target.PathAndQuery, draft.Body);
    }

    public static string Basic(ThingSecrets secrets) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{secrets.Username}:{secrets.Password}"));

    /// <summary>The plain schemes that satisfy all the names; null when one cannot be.</summary>
    private static List<SecurityScheme>? Satisfied(Thing thing, IReadOnlyList<string> names, ThingSecrets secrets, HashSet<string> above)
    {
        var all = new List<SecurityScheme>();
        foreach (var name in names)
        {
            var part = thing.SecuritySchemes.GetValueOrDefault(name) switch
            {
                SecurityScheme.Combo combo when above.Add(name) => combo.IsAll
                    ? Satisfied(thing, combo.Of, secrets, above)
                    : combo.Of.Select(one => Satisfied(thing, [one], secrets, above)).FirstOrDefault(one => one is not null),
                { } scheme when CanBe(scheme, secrets) => [scheme],
                _ => null,
            };
            if (part is null)
            {
                return null;
            }

            all.AddRange(part);
        }

        return all;
    }

    private static bool CanBe(SecurityScheme scheme, ThingSecrets secrets) => scheme switch
    {
        SecurityScheme.None => true,
        SecurityScheme.Basic { Place: SecretPlace.Header } or SecurityScheme.Digest { Place: SecretPlace.Header } => secrets.Username is not null,
        SecurityScheme.Bearer { Place: not (SecretPlace.Uri or SecretPlace.Auto) } => secrets.Token is not null,
        SecurityScheme.ApiKey { Place: not (SecretPlace.Uri or SecretPlace.Auto), Name.Length: > 0 } => secrets.Token is not null,
        _ => false,
    };

    private static bool Put(Draft draft, SecretPlace place, string name, string secret)
    {
        switch (place)
        {
            case SecretPlace.Header:
                return draft.TryAdd(name, secret);
            case SecretPlace.Cookie:
                return draft.TryAdd("Cookie", $"{name}={Uri.EscapeDataString(secret)}");
            case SecretPlace.Query:
                draft.AddQuery(name, secret);
                return true;
            case SecretPlace.Body:
                return PutIntoBody(draft, name, secret);
            case SecretPlace.Uri or SecretPlace.Auto:
            default:
                return false;
        }
    }

    /// <summary>The name is a JSON pointer (RFC 6901) into what is sent.</summary>
    private static bool PutIntoBody(Draft draft, string pointer, string secret)
    {
        if (draft.Body is null || JsonNode.Parse(draft.Body) is not JsonObject root)
        {
            return false;
        }

        var steps = pointer.TrimStart('/').Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        var place = root;
        foreach (var step in steps.SkipLast(1))
        {
            switch (place[step])
            {
                case JsonObject inner:
                    place = inner;
                    break;
                case null:
                    place[step] = place = [];
                    break;
                default:
                    return false;
            }
        }

        place[steps[^1]] = secret;
        draft.Body = Encoding.UTF8.GetBytes(root.ToJsonString());
        return true;
    }

    private static string Plain(Uri address) => address.Scheme switch { "ws" => "http", "wss" => "https", var scheme => scheme };
}
