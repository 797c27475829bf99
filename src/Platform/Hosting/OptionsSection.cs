using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Vedette.Platform.Hosting;

/// <summary>Reads a section of the settings into a record: validated by its data annotations, unknown keys refused.</summary>
internal static class OptionsSection
{
    /// <summary>What the section says; what does not fit is added to <paramref name="faults"/>.</summary>
    public static TOptions Read<TOptions>(IConfiguration configuration, string section, List<string> faults)
        where TOptions : class, new()
    {
        var options = new TOptions();
        try
        {
            configuration.GetSection(section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException refused)
        {
            faults.Add($"{section}: {refused.Message} {refused.InnerException?.Message}".TrimEnd());
        }

        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
        {
            faults.AddRange(results.Select(result => $"{section}: {result.ErrorMessage}"));
        }

        return options;
    }
}
