namespace Vedette.Sensing.Talking;

/// <summary>What went wrong between us and a thing.</summary>
internal enum ThingFailure
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>The administrator does not allow connections to where it is.</summary>
    AddressNotAllowed,

    /// <summary>It does not know us, or does not let us (401, 403).</summary>
    Refused,

    /// <summary>It asks for a proof that we cannot give, or were given no secret for.</summary>
    NoWayIn,

    /// <summary>It declares no such property, action or event.</summary>
    NoSuchAffordance,

    /// <summary>It declares it, but not this use of it, or only by protocols that we do not speak.</summary>
    NoForm,

    /// <summary>What should be sent is not what it declares to take; nothing was sent.</summary>
    InputNotAllowed,

    /// <summary>What came is not what it declares.</summary>
    OutputNotAsDeclared,

    /// <summary>It says that it failed (4xx, 5xx).</summary>
    Failed,

    /// <summary>It sends more than we take.</summary>
    TooBig,

    /// <summary>It takes longer than we wait.</summary>
    TooSlow,
}
