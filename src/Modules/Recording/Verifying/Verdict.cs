using Vedette.Recording.Sealing;

namespace Vedette.Recording.Verifying;

/// <summary>What was found out about an archive.</summary>
internal sealed class Verdict
{
    // An archive made to annoy has a million faults; nobody reads them.
    private const int MostFindings = 1000;

    private readonly List<Finding> _findings = [];

    public bool IsValid => _findings.Count == 0;

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Findings that are not listed.</summary>
    public int More { get; private set; }

    /// <summary>What is right, but worth knowing.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What the archive says of itself; null when it could not be read.</summary>
    public Manifest? Manifest { get; set; }

    /// <summary>Whether the key was one the caller knows.</summary>
    public bool IsKeyKnown { get; set; }

    public void Add(Finding finding)
    {
        if (_findings.Count < MostFindings)
        {
            _findings.Add(finding);
        }
        else
        {
            More++;
        }
    }

    public void Add(FindingCode code, string text) => Add(new Finding(code, text));
}
