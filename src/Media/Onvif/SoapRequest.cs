using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>One operation to be asked for (SOAP 1.2; ONVIF Core section 5.6).</summary>
/// <param name="Namespace">The operation's namespace.</param>
/// <param name="Operation">Its name, for example <c>GetProfiles</c>.</param>
/// <param name="Content">What is inside it, as XML.</param>
/// <remarks>
/// Written as text, always in the same shape (prefix <c>s</c>, the operation in its own default namespace): there are
/// devices that look for pieces of text instead of reading XML, and this is the shape they were tried with.
/// </remarks>
internal sealed record SoapRequest(string Namespace, string Operation, string Content = "")
{
    /// <summary>The action (WS-Addressing 1.0), where it is not namespace and operation with a slash between.</summary>
    public string Action { get; init; } = $"{Namespace}/{Operation}";

    /// <summary>Who is meant, as the device wrote it; null for a request without WS-Addressing headers.</summary>
    public string? To { get; init; }

    /// <summary>Reference parameters of the endpoint that was handed out, to be given back (WS-Addressing 1.0 SOAP binding section 3.4).</summary>
    public IReadOnlyList<XElement> ReferenceParameters { get; init; } = [];

    /// <summary>How much longer than usual the answer may take: a pull waits for something to happen.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>The envelope.</summary>
    /// <param name="security">The WS-Security header, or empty.</param>
    public byte[] Write(string security)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
            .Append("<s:Envelope xmlns:s=\"").Append(OnvifNames.Soap).Append("\" xmlns:a=\"").Append(OnvifNames.Addressing).Append("\"><s:Header>")
            .Append(security);
        if (To is not null)
        {
            _ = text.Append("<a:Action s:mustUnderstand=\"1\">").Append(Escape(Action)).Append("</a:Action><a:MessageID>urn:uuid:").Append(Guid.NewGuid().ToString())
                .Append("</a:MessageID><a:ReplyTo><a:Address>").Append(OnvifNames.Addressing).Append("/anonymous</a:Address></a:ReplyTo><a:To s:mustUnderstand=\"1\">")
                .Append(Escape(To)).Append("</a:To>");
        }

        foreach (var parameter in ReferenceParameters)
        {
            var copy = new XElement(parameter);
            copy.SetAttributeValue(XName.Get("IsReferenceParameter", OnvifNames.Addressing), "true");
            _ = text.Append(copy.ToString(SaveOptions.DisableFormatting));
        }

        _ = text.Append("</s:Header><s:Body xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><")
            .Append(Operation).Append(" xmlns=\"").Append(Namespace).Append("\">").Append(Content).Append("</").Append(Operation)
            .Append("></s:Body></s:Envelope>");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Text as it may stand in an element or a quoted attribute; characters XML cannot hold are left out.</summary>
    public static string Escape(string text) => SecurityElement.Escape(string.Concat(text.Where(XmlConvert.IsXmlChar)));

    /// <summary>An element with text in it.</summary>
    public static string Element(string name, string text) => $"<{name}>{Escape(text)}</{name}>";

    /// <summary>A length of time (xs:duration), whole seconds.</summary>
    public static string Duration(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"PT{Math.Ceiling(time.TotalSeconds):0}S");
}
