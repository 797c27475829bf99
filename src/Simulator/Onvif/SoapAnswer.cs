using System.Security;

namespace Vedette.Simulator.Onvif;

/// <summary>Writes answers the way gSOAP devices do: all prefixes in the envelope.</summary>
internal static class SoapAnswer
{
    private const string Open = """
        <?xml version="1.0" encoding="UTF-8"?>
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope" xmlns:wsa5="http://www.w3.org/2005/08/addressing" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tr2="http://www.onvif.org/ver20/media/wsdl" xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl" xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:timg="http://www.onvif.org/ver20/imaging/wsdl" xmlns:tns1="http://www.onvif.org/ver10/topics" xmlns:ter="http://www.onvif.org/ver10/error" xmlns:vd="urn:vedette:simulator">
        """;

    public static string Envelope(string content, string header = "") =>
        $"{Open}<SOAP-ENV:Header>{header}</SOAP-ENV:Header><SOAP-ENV:Body>{content}</SOAP-ENV:Body></SOAP-ENV:Envelope>";

    public static string Fault(SoapFault fault) => Envelope(
        $"""<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:{fault.Code}</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>ter:{fault.Subcode}</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">{Escape(fault.Message)}</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>""");

    public static string Escape(string text) => SecurityElement.Escape(text);
}
