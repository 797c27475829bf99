namespace Vedette.Platform.Web;

/// <summary>A part of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Next">The cursor of the next part; <see langword="null"/> at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
