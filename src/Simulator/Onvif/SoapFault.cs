namespace Vedette.Simulator.Onvif;

/// <summary>A request that is refused (SOAP 1.2 part 1 section 5.4; codes of ONVIF Core section 5.9.2).</summary>
internal sealed class SoapFault(string subcode, string reason, int status = 400, string code = "Sender") : Exception(reason)
{
    public string Code => code;

    public string Subcode => subcode;

    public int Status => status;

    public static SoapFault NotAuthorized() => new("NotAuthorized", "Sender not Authorized");

    public static SoapFault Unknown(string operation) => new("ActionNotSupported", $"{operation} is not implemented", 500, "Receiver");

    public static SoapFault NoPullPoint() => new("ResourceUnknownFault", "There is no such subscription");
}
