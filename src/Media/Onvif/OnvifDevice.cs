namespace Vedette.Media.Onvif;

/// <summary>What a device says it is (ONVIF Core section 8.1.1, GetDeviceInformation). Each is empty when it does not say.</summary>
/// <param name="Manufacturer">Who made it.</param>
/// <param name="Model">Its model.</param>
/// <param name="Firmware">Its firmware's version.</param>
/// <param name="Serial">Its serial number.</param>
public sealed record OnvifDevice(string Manufacturer, string Model, string Firmware, string Serial);
