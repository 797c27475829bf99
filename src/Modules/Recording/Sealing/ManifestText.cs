using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Vedette.Platform.Web;

namespace Vedette.Recording.Sealing;

/// <summary>The manifest as bytes: JSON with one line for each thing listed, so that it can be read, searched and compared.</summary>
internal static class ManifestText
{
    /// <summary>What a reader takes; a hundred thousand segments fit.</summary>
    public const int Longest = 128 << 20;

    private const string SectionsName = "sections";

    // Names stay readable; nothing of this is ever put into a page without being escaped there.
    private static readonly JsonSerializerOptions Options = new(WireFormat.Exact)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    };

    public static byte[] Write(Manifest manifest)
    {
        var output = new ArrayBufferWriter<byte>();
        var sections = new Dictionary<string, string>();
        output.Write("{\n"u8);
        Put("format", manifest.Format);
        Put("export", manifest.Export);
        Put("node", manifest.Node);
        PutList("cameras", manifest.Cameras);
        PutList("segments", manifest.Segments);
        PutList("missing", manifest.Missing);
        PutList("gaps", manifest.Gaps);
        PutList("files", manifest.Files);
        PutList("keys", manifest.Keys);
        PutList("rotations", manifest.Rotations);
        output.Write(Encoding.UTF8.GetBytes($"\"{SectionsName}\": "));
        output.Write(JsonSerializer.SerializeToUtf8Bytes(sections, Options));
        output.Write("\n}\n"u8);
        return output.WrittenSpan.ToArray();

        void Put<T>(string name, T value) => Section(name, JsonSerializer.SerializeToUtf8Bytes(value, Options));

        void PutList<T>(string name, IReadOnlyList<T> list)
        {
            var lines = new ArrayBufferWriter<byte>();
            lines.Write("["u8);
            for (var i = 0; i < list.Count; i++)
            {
                lines.Write(i == 0 ? "\n"u8 : ",\n"u8);
                lines.Write(JsonSerializer.SerializeToUtf8Bytes(list[i], Options));
            }

            lines.Write("]"u8);
            Section(name, lines.WrittenSpan);
        }

        void Section(string name, ReadOnlySpan<byte> value)
        {
            sections[name] = Convert.ToHexStringLower(SHA256.HashData(value));
            output.Write(Encoding.UTF8.GetBytes($"\"{name}\": "));
            output.Write(value);
            output.Write(",\n"u8);
        }
    }

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static Manifest Read(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes)
        ? JsonSerializer.Deserialize<Manifest>(bytes, Options) ?? throw new JsonException("It is empty.")
        : throw new JsonException("It is no UTF-8.");

    /// <summary>Where each part but the last begins and ends.</summary>
    /// <exception cref="JsonException">It is no manifest.</exception>
    public static IReadOnlyList<(string Name, int Start, int End)> SectionsOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        var sections = new List<(string, int, int)>();
        _ = reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            _ = reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (name != SectionsName)
            {
                sections.Add((name, start, (int)reader.BytesConsumed));
            }
        }

        return sections;
    }
}
