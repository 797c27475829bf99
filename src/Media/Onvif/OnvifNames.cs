namespace Vedette.Media.Onvif;

/// <summary>Namespaces of ONVIF and of the WS-* documents it builds on.</summary>
internal static class OnvifNames
{
    public const string Device = "http://www.onvif.org/ver10/device/wsdl";
    public const string Media = "http://www.onvif.org/ver10/media/wsdl";
    public const string Media2 = "http://www.onvif.org/ver20/media/wsdl";
    public const string Ptz = "http://www.onvif.org/ver20/ptz/wsdl";
    public const string Events = "http://www.onvif.org/ver10/events/wsdl";
    public const string Schema = "http://www.onvif.org/ver10/schema";
    public const string Notification = "http://docs.oasis-open.org/wsn/b-2";
    public const string Soap = "http://www.w3.org/2003/05/soap-envelope";
    public const string Addressing = "http://www.w3.org/2005/08/addressing";
    public const string Security = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    public const string SecurityUtility = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    public const string PasswordDigest = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
    public const string Base64Binary = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
}
