using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Vedette.Recording.Archive.S3;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

/// <summary>The worked examples of Amazon's "Authenticating Requests: Using the Authorization Header (Signature Version 4)".</summary>
public sealed class S3SignatureTests
{
    private static readonly S3Place Place = new(
        new Uri("https://s3.amazonaws.com"), "examplebucket", PathStyle: false, "us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private static readonly DateTimeOffset Now = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_part_of_an_object_is_asked_for_as_in_the_example()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place.AddressOf("test.txt", ""));
        request.Headers.Add("Range", "bytes=0-9");
        Assert.Equal("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", SignatureOf(request, []));
    }

    [Fact]
    public void An_object_is_put_as_in_the_example()
    {
        var text = Encoding.ASCII.GetBytes("Welcome to Amazon S3.");
        using var request = new HttpRequestMessage(HttpMethod.Put, Place.AddressOf("test$file.text", ""));
        request.Headers.Date = DateTimeOffset.Parse("Fri, 24 May 2013 00:00:00 GMT", CultureInfo.InvariantCulture);
        request.Headers.Add("x-amz-storage-class", "REDUCED_REDUNDANCY");
        Assert.Equal("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd", SignatureOf(request, text));
    }

    [Theory]
    [InlineData("lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    [InlineData("prefix=J&max-keys=2", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void A_bucket_is_asked_as_in_the_examples(string query, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place.AddressOf(null, query));
        Assert.Equal(signature, SignatureOf(request, []));
    }

    [Fact]
    public void No_text_of_a_place_tells_its_secret() => Assert.DoesNotContain(Place.SecretKey, Place.ToString(), StringComparison.Ordinal);

    private static string SignatureOf(HttpRequestMessage request, byte[] payload)
    {
        S3Signature.Sign(request, SHA256.HashData(payload), Place, Now);
        return request.Headers.GetValues("Authorization").Single().Split("Signature=")[1];
    }
}
