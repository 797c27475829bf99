using BenchmarkDotNet.Attributes;
using Vedette.Platform.Access;

namespace Vedette.Micro;

/// <summary>The signature of an access token: what a request costs that nobody can avoid.</summary>
public class Tokens
{
    private readonly byte[] _content = new byte[600];
    private readonly byte[] _signature = new byte[64];
    private readonly TokenKey _key;

    /// <summary>Makes a key.</summary>
    public Tokens()
    {
        using var signer = TokenSigner.Create();
        _key = TokenKey.From(signer.PublicKey)!;
    }

    /// <summary>ES256 over 600 bytes; a wrong one takes as long as a right one.</summary>
    [Benchmark]
    public bool Check() => _key.Verify(_content, _signature);
}
