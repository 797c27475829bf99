using System.Xml.Linq;

namespace Vedette.Media.Onvif;

/// <summary>Reads the notifications of PullMessagesResponse (WS-BaseNotification 1.3 section 3.2; ONVIF Core section 9.4.4).</summary>
internal static class MessageReader
{
    private const int MostMessages = 512;
    private const int MostItems = 64;
    private const int MostText = 256;

    public static IReadOnlyList<OnvifMessage> Read(XElement response) =>
        [.. response.Children("NotificationMessage").Take(MostMessages).Select(Message).OfType<OnvifMessage>()];

    private static OnvifMessage? Message(XElement notification)
    {
        // The inner message stands in the outer one; there are devices that leave the outer one out.
        var message = notification.Find("Message", "Message") ?? notification.Child("Message");
        if (notification.Child("Topic").Text(MostText) is not { } topic || message is null)
        {
            return null;
        }

        var source = string.Join(',', Items(message.Child("Source")).Concat(Items(message.Child("Key"))).Select(item => $"{item.Name}={item.Value}"));
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Items(message.Child("Data") ?? message))
        {
            _ = values.TryAdd(name, value);
        }

        var operation = Enum.TryParse<OnvifOperation>(message.AttributeText("PropertyOperation"), out var said) && Enum.IsDefined(said) ? said : OnvifOperation.None;
        return new OnvifMessage(string.Join('/', topic.Split('/').Select(segment => segment[(segment.IndexOf(':') + 1)..])), operation, source, values);
    }

    private static IEnumerable<(string Name, string Value)> Items(XElement? items) =>
        from item in (items?.Descendants() ?? []).Where(item => item.Name.LocalName == "SimpleItem").Take(MostItems)
        let name = item.AttributeText("Name")
        let value = item.AttributeText("Value")
        where name is { Length: <= MostText } && value is { Length: <= MostText }
        select (name, value.Trim());
}
