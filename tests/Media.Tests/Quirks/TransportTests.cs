using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Quirks.Replaying;
using Xunit;

namespace Vedette.Media.Tests.Quirks;

/// <summary>How packets come.</summary>
public sealed class TransportTests
{
    [Theory]
    [InlineData(";server_port={ports}", "demand punch 10000")]      // a firewall lets answers in only
    [InlineData(";ssrc=22340005;server_port={ports};mode=play", "demand punch 10000")]
    [InlineData(";server_port=0-0", "wait 0")]
    [InlineData(";server_port=49152-49153", "wait 0")]              // sends from others than it says
    [InlineData(";server_port=;source=127.0.0.1", "wait 0")]
    [InlineData("", "wait 0")]
    public async Task Quirk_27_Over_udp_packets_are_taken_from_any_port_of_the_camera_and_put_into_order(string said, string before)
    {
        await using var camera = new ReplayedCamera(Transcript.Named("udp"), ("said", said), ("before", before));
        var replay = await Replay.OfAsync(camera, camera.Endpoint with { Transport = SourceTransport.Udp });

        replay.HasAllPictures();
        Assert.Equal((1, 1), (replay.Counters.Video.Reordered, replay.Counters.Video.Repeated));
    }

    [Theory]
    [InlineData("pin")]
    [InlineData("authority")]
    [InlineData("issuer")]
    [InlineData("bundle")]
    public async Task Quirk_31_A_camera_that_shows_its_leaf_alone_is_believed_by_pin_or_by_who_signed_it(string way)
    {
        using var chain = new TestChain();
        var leaf = way == "authority" ? chain.FromRoot : chain.FromIssuer;
        await using var camera = new ReplayedCamera(Transcript.Named("bosch")) { Certificate = leaf };
        var trust = way switch
        {
            "pin" => new ServerTrust(PinnedSha256: leaf.GetCertHashString(HashAlgorithmName.SHA256)),
            "issuer" => new ServerTrust(AuthorityPem: chain.Issuer.ExportCertificatePem()),
            "bundle" => new ServerTrust(AuthorityPem: chain.Issuer.ExportCertificatePem() + "\n" + chain.Root.ExportCertificatePem()),
            _ => new ServerTrust(AuthorityPem: chain.Root.ExportCertificatePem()),
        };

        (await Replay.OfAsync(camera, camera.Endpoint with { Trust = trust })).HasAllPictures();
    }

    [Fact]
    public async Task Quirk_31_Without_trust_of_its_own_nothing_is_said_to_such_a_camera_and_the_fingerprint_is_told()
    {
        using var chain = new TestChain();
        await using var camera = new ReplayedCamera(Transcript.Named("bosch")) { Certificate = chain.FromIssuer };

        var refused = await Assert.ThrowsAsync<SourceException>(() => Replay.OfAsync(camera, camera.Endpoint));

        Assert.Equal(FeedBreakCause.UntrustedCertificate, refused.Cause);
        Assert.Contains(chain.FromIssuer.GetCertHashString(HashAlgorithmName.SHA256), refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(camera.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Quirk_31_An_authority_of_the_same_name_and_number_with_another_key_signs_nothing_that_is_believed(bool isShown)
    {
        using var ours = new TestChain();
        using var theirs = new TestChain();
        foreach (var (leaf, authority) in ((X509Certificate2, X509Certificate2)[])[(theirs.FromIssuer, ours.Issuer), (theirs.FromRoot, ours.Root), (theirs.FromIssuer, ours.Root)])
        {
            await using var camera = new ReplayedCamera(Transcript.Named("bosch")) { Certificate = leaf, Signers = isShown ? [theirs.Issuer, theirs.Root] : [] };
            var trust = new ServerTrust(AuthorityPem: authority.ExportCertificatePem());

            var refused = await Assert.ThrowsAsync<SourceException>(() => Replay.OfAsync(camera, camera.Endpoint with { Trust = trust }));

            Assert.Equal(FeedBreakCause.UntrustedCertificate, refused.Cause);
            Assert.Empty(camera.Asked);
        }
    }
}
