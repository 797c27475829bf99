namespace Vedette.Media.Sources;

/// <summary>One thing that was said.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="IsFromCamera">Whether the camera said it; else we did.</param>
/// <param name="Text">What, without secrets.</param>
public readonly record struct TranscriptEntry(DateTimeOffset At, bool IsFromCamera, string Text);
