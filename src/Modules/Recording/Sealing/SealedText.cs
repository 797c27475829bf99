using System.Text;

namespace Vedette.Recording.Sealing;

/// <summary>The plain texts of a sealed export: the sums, and how to check it with this program or without.</summary>
internal static class SealedText
{
    public static byte[] Sums(IEnumerable<(string Name, string Sha256)> files) =>
        Encoding.ASCII.GetBytes(string.Concat(files.Select(file => $"{file.Sha256}  {file.Name}\n")));

    public static byte[] Instructions(Manifest manifest) => Encoding.ASCII.GetBytes(
        $$"""
        HOW TO CHECK THIS SEALED EXPORT

        Export       {{manifest.Export.Id}}
        Signed by    {{manifest.Node.SignedBy}}
                     (SHA-256 of the public key; ask the owner of the recorder for it
                     on another way than this archive came, and compare)

        1. WITH VEDETTE (no network, no database, on any machine)

             vedette verify FILE.zip --key {{manifest.Node.SignedBy}}

           It says "valid", or which file and which bytes of it were altered, removed,
           reordered or added. Check the ZIP file as you got it: one that was unpacked
           and packed anew is not the same file.

        2. WITHOUT VEDETTE (unzip, openssl, sha256sum, python3)

           a. Unpack and check every file against the list of sums:
                unzip FILE.zip -d export && cd export
                sha256sum --check --quiet sha256sums.txt

           b. The manifest holds the hash of that list:
                grep -c "$(sha256sum sha256sums.txt | cut -d' ' -f1)" manifest.json
              must print 1.

           c. The key is the one you know:
                openssl pkey -pubin -in keys/{{manifest.Node.SignedBy}}.pem -outform DER | sha256sum
              must print {{manifest.Node.SignedBy}}

           d. The manifest was signed with it:
                openssl dgst -sha256 -verify keys/{{manifest.Node.SignedBy}}.pem \
                  -signature manifest.sig manifest.json
              must print "Verified OK".

           e. The chain: each segment's "chain" is the SHA-256 of the bytes of
              "previousChain" (nothing for a hyphen) followed by those of "sha256", and
              its "previousChain" is the "chain" of the segment before. The recorder
              wrote "previousChain" into the file itself, when it began it.
                python3 - <<'END'
                import hashlib, json
                last = {}
                for s in json.load(open("manifest.json"))["segments"]:
                    p = b"" if s["previousChain"] == "-" else bytes.fromhex(s["previousChain"])
                    c = hashlib.sha256(p + bytes.fromhex(s["sha256"])).hexdigest()
                    assert c == s["chain"], s["file"]
                    assert s["previousChain"] == "-" or p in open(s["file"], "rb").read(65536), s["file"]
                    n, before = last.get(s["camera"], (None, None))
                    assert n != s["sequence"] - 1 or before == s["previousChain"], s["file"]
                    last[s["camera"]] = (s["sequence"], c)
                print("chain holds")
                END

           f. The checkpoints: each line of checkpoints.jsonl is a statement the node
              signed within a minute of the recording, long before this export. This
              writes each statement and its signature to files, and checks that the
              leaves lead to the signed root (RFC 6962):
                python3 - <<'END'
                import base64, hashlib, json, os
                h = lambda b: hashlib.sha256(b).digest()
                os.makedirs("checked", exist_ok=True)
                for line in open("checkpoints.jsonl"):
                    c = json.loads(line)
                    f = dict(l.split(" ", 1) for l in c["statement"].splitlines()[1:])
                    name = "checked/" + f["sequence"]
                    open(name + ".txt", "w", newline="").write(c["statement"])
                    open(name + ".sig", "wb").write(base64.b64decode(c["signature"]))
                    open(name + ".key", "w").write(f["key"])
                    for leaf in c["leaves"]:
                        r, i, n = h(b"\0" + leaf["text"].encode()), leaf["index"], int(f["leaves"]) - 1
                        for p in map(bytes.fromhex, leaf["proof"]):
                            if i & 1 or i == n:
                                r = h(b"\1" + p + r)
                                while not i & 1 and i:
                                    i, n = i >> 1, n >> 1
                            else:
                                r = h(b"\1" + r + p)
                            i, n = i >> 1, n >> 1
                        assert r.hex() == f["root"] and n == 0, name
                print("proofs hold")
                END
                for f in checked/*.txt; do
                  openssl dgst -sha256 -verify "keys/$(cat "${f%.txt}.key").pem" \
                    -signature "${f%.txt}.sig" "$f"
                done
              must print "Verified OK" for each. A line "segment" of a leaf holds a
              segment's number, hash, start, end and length.

           g. If more than one key signed, "rotations" in manifest.json holds the
              statements in which each key and its successor vouch for each other.

        WHAT THIS PROVES, AND WHAT NOT

        {{string.Join("\n", SealedLimits.All.Select(Wrapped))}}

        """.ReplaceLineEndings("\n"));

    /// <summary>A paragraph of lines of at most 80 characters.</summary>
    private static string Wrapped(string text)
    {
        var (lines, line) = (new StringBuilder("- "), 2);
        foreach (var word in text.Split(' '))
        {
            if (line + word.Length > 79)
            {
                _ = lines.Append("\n  ");
                line = 2;
            }

            _ = lines.Append(word).Append(' ');
            line += word.Length + 1;
        }

        return lines.ToString().Replace(" \n", "\n", StringComparison.Ordinal).TrimEnd();
    }
}
