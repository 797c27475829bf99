using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>Certificates of cameras and of those who vouch for them.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>One that nobody vouches for.</summary>
    public static X509Certificate2 SelfSigned(string name) => Request(name, out _).CreateSelfSigned(From, Until);

    /// <summary>An authority.</summary>
    public static X509Certificate2 Authority(string name)
    {
        var request = Request(name, out _);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(From, Until);
    }

    /// <summary>One that an authority vouches for, made out to 127.0.0.1.</summary>
    public static X509Certificate2 Issue(X509Certificate2 authority, DateTimeOffset? until = null)
    {
        var request = Request("camera", out var key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(authority, From, until ?? Until.AddDays(-1), RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string name, out RSA key)
    {
        key = RSA.Create(2048);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
