using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>Reads XML from devices: no document type, bounded in size and depth, and by local names, for devices write namespaces as they please.</summary>
internal static class SoapXml
{
    /// <summary>More than the profiles of a 64-channel recorder.</summary>
    public const int MaxBytes = 1 << 20;
    private const int MaxDepth = 64;
    private const int MaxNodes = 100_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The document's root.</summary>
    /// <exception cref="OnvifException">It is not XML, or more than a device has to say.</exception>
    public static XElement Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (bytes.Length > MaxBytes)
            {
                throw new OnvifException(OnvifCause.NotOnvif, "The device answers with more than it can have to say.");
            }

            CheckShape(bytes);
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), Settings);
            return XElement.Load(reader);
        }
        catch (Exception malformed) when (malformed is XmlException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new OnvifException(OnvifCause.NotOnvif, "What the device answers is not the XML of an ONVIF service.", malformed);
        }
    }

    public static XElement? Child(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    /// <summary>The element that is reached by these names one inside the other, or null.</summary>
    public static XElement? Find(this XElement element, params ReadOnlySpan<string> path)
    {
        var at = element;
        foreach (var name in path)
        {
            if (at?.Child(name) is not { } next)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    /// <summary>The text inside, cut to what a name or an address can need, or null when there is none.</summary>
    public static string? Text(this XElement? element, int most = 2048) =>
        element?.Value.Trim() is { Length: > 0 } text ? text.Length > most ? text[..most] : text : null;

    public static string? AttributeText(this XElement element, string name) =>
        element.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name)?.Value;

    public static double? Number(this XElement? element) => Number(element?.Value);

    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A point in time (xs:dateTime); without a zone it is taken as UTC, as ONVIF Core section 5.5 asks.</summary>
    public static DateTimeOffset? Instant(this XElement? element) =>
        DateTimeOffset.TryParse(
            element?.Value.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    private static void CheckShape(ReadOnlyMemory<byte> bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), Settings);
        for (var nodes = 0; reader.Read(); nodes += 1 + reader.AttributeCount)
        {
            if (reader.Depth > MaxDepth || nodes > MaxNodes)
            {
                throw new OnvifException(OnvifCause.NotOnvif, "The device's answer is nested deeper, or longer, than any ONVIF service's.");
            }
        }
    }
}
