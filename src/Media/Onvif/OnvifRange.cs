using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>The numbers a device uses for one axis (ONVIF PTZ section 5.7, a space): the generic space is -1 to 1, others count degrees or steps.</summary>
internal readonly record struct OnvifRange(double Min, double Max)
{
    /// <summary>Pan, tilt and all speeds in the generic space.</summary>
    public static OnvifRange Both { get; } = new(-1, 1);

    /// <summary>A zoom position in the generic space.</summary>
    public static OnvifRange Half { get; } = new(0, 1);

    public static OnvifRange Read(XElement? range, OnvifRange otherwise) =>
        range?.Child("Min").Number() is { } min && range.Child("Max").Number() is { } max && max > min ? new OnvifRange(min, max) : otherwise;

    /// <summary>From <paramref name="generic"/> to the device's numbers.</summary>
    public double ToDevice(double value, OnvifRange generic) => Min + ((Clamp(value, generic) - generic.Min) / (generic.Max - generic.Min) * (Max - Min));

    /// <summary>From the device's numbers to <paramref name="generic"/>.</summary>
    public double FromDevice(double value, OnvifRange generic) => generic.Min + ((Clamp(value, this) - Min) / (Max - Min) * (generic.Max - generic.Min));

    private static double Clamp(double value, OnvifRange range) => Math.Clamp(value, range.Min, range.Max);
}
