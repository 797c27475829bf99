using Vedette.Recording.Evidence;
using Xunit;

namespace Vedette.Recording.Tests.Evidence;

public sealed class MerkleTreeTests
{
    // The leaves and roots the authors of RFC 6962 test their own log with.
    private static readonly byte[][] Leaves =
    [
        .. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(leaf => MerkleTree.LeafHash(Convert.FromHexString(leaf))),
    ];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_roots_are_those_of_the_standard(int size, string root) =>
        Assert.Equal(root, Hex.Of(MerkleTree.Root(Leaves.AsSpan(0, size))));

    [Fact]
    public void Every_leaf_is_proven_in_trees_of_every_size_and_nowhere_else()
    {
        for (var size = 1; size <= 33; size++)
        {
            byte[][] leaves = [.. Enumerable.Range(0, size).Select(number => MerkleTree.LeafHash([(byte)number]))];
            var root = MerkleTree.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.Proof(index, leaves);
                Assert.Equal(root, MerkleTree.RootFrom(leaves[index], index, size, proof));
                Assert.NotEqual(root, MerkleTree.RootFrom(MerkleTree.LeafHash([255]), index, size, proof));
                Assert.Null(MerkleTree.RootFrom(leaves[index], size, size, proof));
                Assert.NotEqual(root, MerkleTree.RootFrom(leaves[index], index, size, [.. proof, root]));
                if (size > 1)
                {
                    Assert.Null(MerkleTree.RootFrom(leaves[index], index, size, [.. proof.SkipLast(1)]));
                    Assert.NotEqual(root, MerkleTree.RootFrom(leaves[index], (index + 1) % size, size, proof));
                    Assert.NotEqual(root, MerkleTree.RootFrom(leaves[index], index, size, [.. proof.Skip(1)]));
                }
            }
        }
    }
}
