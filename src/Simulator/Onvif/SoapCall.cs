using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Vedette.Simulator.Onvif;

/// <summary>A request as it came.</summary>
/// <param name="Header">The SOAP header, or null.</param>
/// <param name="Content">The element inside the body.</param>
/// <param name="ContentType">The HTTP header.</param>
/// <param name="Url">Where it was sent to.</param>
internal sealed record SoapCall(XElement? Header, XElement Content, string ContentType, Uri Url)
{
    public static XNamespace Soap { get; } = "http://www.w3.org/2003/05/soap-envelope";

    public static XNamespace Addressing { get; } = "http://www.w3.org/2005/08/addressing";

    public string Operation => Content.Name.LocalName;

    public string Namespace => Content.Name.NamespaceName;

    public bool IsAddressed => Header?.Elements(Addressing + "Action").Any() == true || Header?.Elements(Addressing + "To").Any() == true;

    public string? To => Header?.Element(Addressing + "To")?.Value;

    /// <summary>Reads it; faults when it is not SOAP 1.2.</summary>
    public static async Task<SoapCall> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, Async = true, MaxCharactersInDocument = 1 << 20 };
        try
        {
            using var reader = XmlReader.Create(request.Body, settings);
            var envelope = await XElement.LoadAsync(reader, LoadOptions.None, cancellation);
            return envelope.Name == Soap + "Envelope" && envelope.Element(Soap + "Body")?.Elements().FirstOrDefault() is { } content
                ? new SoapCall(envelope.Element(Soap + "Header"), content, request.ContentType ?? "", new Uri($"http://{request.Host}{request.Path}{request.QueryString}"))
                : throw new SoapFault("WellFormed", "This is no SOAP 1.2 envelope");
        }
        catch (XmlException malformed)
        {
            throw new SoapFault("WellFormed", malformed.Message);
        }
    }

    /// <summary>The text of the first element of that name, at any depth, or null.</summary>
    public string? Text(string name) => Content.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();

    /// <summary>An attribute's number, or null.</summary>
    public double? Number(string element, string attribute) =>
        double.TryParse(
            (string?)Content.Descendants().FirstOrDefault(found => found.Name.LocalName == element)?.Attribute(attribute),
            NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public TimeSpan? Duration(string name)
    {
        try
        {
            return Text(name) is { } text ? XmlConvert.ToTimeSpan(text) : null;
        }
        catch (FormatException)
        {
            throw new SoapFault("InvalidArgVal", $"{name} is no duration");
        }
    }
}
