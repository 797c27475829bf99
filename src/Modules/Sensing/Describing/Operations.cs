namespace Vedette.Sensing.Describing;

/// <summary>What a form is for (Thing Description 1.1, section 5.3.4.2, <c>op</c>).</summary>
[Flags]
internal enum Operations
{
    None = 0,
    ReadProperty = 1 << 0,
    WriteProperty = 1 << 1,
    ObserveProperty = 1 << 2,
    UnobserveProperty = 1 << 3,
    InvokeAction = 1 << 4,
    QueryAction = 1 << 5,
    CancelAction = 1 << 6,
    SubscribeEvent = 1 << 7,
    UnsubscribeEvent = 1 << 8,
    ReadAllProperties = 1 << 9,
    WriteAllProperties = 1 << 10,
    ReadMultipleProperties = 1 << 11,
    WriteMultipleProperties = 1 << 12,
    ObserveAllProperties = 1 << 13,
    UnobserveAllProperties = 1 << 14,
    QueryAllActions = 1 << 15,
    SubscribeAllEvents = 1 << 16,
    UnsubscribeAllEvents = 1 << 17,

    OfProperties = ReadProperty | WriteProperty | ObserveProperty | UnobserveProperty,
    OfActions = InvokeAction | QueryAction | CancelAction,
    OfEvents = SubscribeEvent | UnsubscribeEvent,
    OfThings = ReadAllProperties | WriteAllProperties | ReadMultipleProperties | WriteMultipleProperties | ObserveAllProperties | UnobserveAllProperties
        | QueryAllActions | SubscribeAllEvents | UnsubscribeAllEvents,
}
