using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>Reads GetSystemDateAndTimeResponse (ONVIF Core section 8.3.1).</summary>
internal static class DeviceClock
{
    /// <summary>The device's time, or null when it does not say or says what cannot be.</summary>
    public static DateTimeOffset? Read(XElement response)
    {
        var time = response.Find("SystemDateAndTime", "UTCDateTime");
        int? Part(string group, string name) => time?.Find(group, name).Number() is { } number and >= 0 and < 10_000 ? (int)number : null;
        if (Part("Date", "Year") is not ({ } year and >= 1) || Part("Date", "Month") is not ({ } month and >= 1 and <= 12)
            || Part("Date", "Day") is not ({ } day and >= 1) || day > DateTime.DaysInMonth(year, month)
            || Part("Time", "Hour") is not ({ } hour and <= 23) || Part("Time", "Minute") is not ({ } minute and <= 59)
            || Part("Time", "Second") is not ({ } second and <= 60))
        {
            return null;
        }

        return new DateTimeOffset(year, month, day, hour, minute, Math.Min(second, 59), TimeSpan.Zero);
    }
}
