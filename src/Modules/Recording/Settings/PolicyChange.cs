namespace Vedette.Recording.Settings;

/// <summary>
/// A camera's policy as it is to be. What is left out is as by default; keeping times left out come from the template.
/// </summary>
internal sealed record PolicyChange
{
    private const double MostDays = 3650;

    public RecordingMode? Mode { get; init; }

    public int? PreRollSeconds { get; init; }

    public int? PostRollSeconds { get; init; }

    public string? Template { get; init; }

    public KeepingTime? Continuous { get; init; }

    public KeepingTime? Motion { get; init; }

    public KeepingTime? Incident { get; init; }

    public int? Priority { get; init; }

    public ArchiveChoice? Archive { get; init; }

    /// <summary>The policy this comes to; null when something is wrong.</summary>
    /// <param name="errors">What is wrong, by field.</param>
    public CameraPolicy? ToPolicy(out Dictionary<string, string[]> errors)
    {
        var template = Template is null ? null : RetentionTemplate.Find(Template);
        var policy = new CameraPolicy
        {
            Mode = Mode ?? CameraPolicy.Default.Mode,
            PreRollSeconds = PreRollSeconds ?? CameraPolicy.Default.PreRollSeconds,
            PostRollSeconds = PostRollSeconds ?? CameraPolicy.Default.PostRollSeconds,
            Template = Template,
            Continuous = Continuous ?? template?.Continuous ?? CameraPolicy.Default.Continuous,
            Motion = Motion ?? template?.Motion ?? CameraPolicy.Default.Motion,
            Incident = Incident ?? template?.Incident ?? CameraPolicy.Default.Incident,
            Priority = Priority ?? CameraPolicy.Default.Priority,
            Archive = Archive ?? CameraPolicy.Default.Archive,
        };
        errors = [];
        Check(policy, errors);
        if (Template is not null && template is null)
        {
            errors["template"] = [$"There is no template \"{(Template.Length > 40 ? Template[..40] : Template)}\"."];
        }
        else if (template is not null && template.Apply(policy) != policy)
        {
            errors["template"] = ["The keeping times are not the template's: leave out either the template or the times."];
        }

        return errors.Count == 0 ? policy : null;
    }

    private static void Check(CameraPolicy policy, Dictionary<string, string[]> errors)
    {
        if (policy.PreRollSeconds is < 0 or > 30)
        {
            errors["preRollSeconds"] = ["0 to 30 seconds are kept before an event."];
        }

        if (policy.PostRollSeconds is < 1 or > 600)
        {
            errors["postRollSeconds"] = ["1 to 600 seconds are kept after an event."];
        }

        if (policy.Priority is < 1 or > 9)
        {
            errors["priority"] = ["The priority is a number from 1 to 9."];
        }

        if (!Enum.IsDefined(policy.Mode))
        {
            errors["mode"] = ["The mode is \"continuous\" or \"events\"."];
        }

        if (!Enum.IsDefined(policy.Archive))
        {
            errors["archive"] = ["The archive takes \"all\", \"events\" or \"none\"."];
        }

        Check("continuous", policy.Continuous, null, errors);
        Check("motion", policy.Motion, policy.Continuous, errors);
        Check("incident", policy.Incident, policy.Motion, errors);
    }

    private static void Check(string field, KeepingTime time, KeepingTime? below, Dictionary<string, string[]> errors)
    {
        var most = time.MaxDays ?? MostDays;
        if (!(time.MinDays >= 0 && time.MinDays <= MostDays && most > 0 && most <= MostDays))
        {
            errors[field] = [$"The minimum is 0 to {MostDays} days, the maximum more than 0 and at most {MostDays} days, or null for none."];
        }
        else if (time.MinDays > most)
        {
            errors[field] = ["The maximum is less than the minimum: footage cannot be kept and deleted at once."];
        }
        else if (below is not null && (time.MinDays < below.MinDays || most < (below.MaxDays ?? MostDays)))
        {
            errors[field] = ["Footage of a higher class is kept at least as long as that of a lower one: continuous, motion, incident."];
        }
    }
}
