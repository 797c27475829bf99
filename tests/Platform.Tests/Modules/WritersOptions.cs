using System.ComponentModel.DataAnnotations;

namespace Vedette.Platform.Tests.Modules;

internal sealed record WritersOptions
{
    [Range(1, 100, ErrorMessage = "pens must be from 1 to 100.")]
    public int Pens { get; init; } = 3;

    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
