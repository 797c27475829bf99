using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Support;

/// <summary>Signs access tokens that a <see cref="ModuleHost"/> accepts, without Identity.</summary>
public sealed class TestTokens(TimeProvider time) : ITokenKeySource, IDisposable
{
    private readonly TokenSigner _signer = TokenSigner.Create();
    private TokenKey? _key;

    public static Caller Administrator { get; } = new(UserId.New(), "admin", [Roles.Administrator]);

    /// <summary>A guardian with these grants.</summary>
    public static Caller Guardian(params Grant[] grants) => new(UserId.New(), "guardian", [Roles.Guardian]) { Given = grants };

    /// <summary>A guardian who has the rights everywhere.</summary>
    public static Caller Guardian(Rights rights) => Guardian(new Grant(GrantScope.Everywhere, null, rights));

    public string Issue(Caller caller, TimeSpan? lifetime = null) =>
        _signer.Issue(caller, time.GetUtcNow(), lifetime ?? TimeSpan.FromDays(1), caller.SignIn);

    public string Issue(params string[] roles) => Issue(new Caller(UserId.New(), "somebody", roles));

    /// <summary>Signs any header and claims: for tokens that must be refused.</summary>
    public string Sign(object header, object claims) => _signer.Sign(header, claims);

    public ValueTask<TokenKey?> FindAsync(string keyId, CancellationToken ct) =>
        ValueTask.FromResult(keyId == _signer.KeyId ? _key ??= TokenKey.From(_signer.PublicKey) : null);

    public void Dispose() => _signer.Dispose();
}
