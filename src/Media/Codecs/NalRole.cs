namespace Vedette.Media.Codecs;

/// <summary>Where a NAL unit stands within an access unit.</summary>
internal enum NalRole
{
    /// <summary>Before the picture it belongs to: parameter sets, delimiters, messages.</summary>
    Leading,

    /// <summary>Part of the picture.</summary>
    Slice,

    /// <summary>Behind the picture it belongs to.</summary>
    Trailing,
}
