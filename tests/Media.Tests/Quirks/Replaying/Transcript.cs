using System.Reflection;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>
/// What a camera says, written down. <c>&gt; METHOD words</c> begins a rule: it answers requests of that method which hold all
/// the words; of several for one method each is used once, the last for ever. Below it stand the answer as it goes over the wire
/// (<c>{cseq}</c> and <c>{length}</c> are filled in) and, each on a line with <c>@</c>, what is sent before and after it (<see cref="MediaScript"/>).
/// Lines with <c>#</c> are remarks.
/// </summary>
internal sealed class Transcript
{
    private readonly List<Rule> _rules;

    private Transcript(List<Rule> rules) => _rules = rules;

    /// <summary>The transcript of that name beside the tests.</summary>
    public static Transcript Named(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"transcript/{name}.txt")
            ?? throw new ArgumentException($"There is no transcript {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return Of(reader.ReadToEnd());
    }

    public static Transcript Of(string text)
    {
        var rules = new List<Rule>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('#')))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                var words = line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                rules.Add(new Rule(words[0], words[1..]));
            }
            else if (rules.Count > 0)
            {
                rules[^1].Add(line);
            }
        }

        return new Transcript(rules);
    }

    /// <summary>The rules of another transcript, and of this one where it says nothing about a method.</summary>
    public Transcript Over(Transcript other) =>
        new([.. _rules, .. other._rules.Where(rule => _rules.TrueForAll(own => own.Method != rule.Method))]);

    /// <summary>A fresh copy of the rules for one camera: what was used stays used, over all its connections.</summary>
    public List<Rule> Rules() => [.. _rules];

    /// <summary>One rule.</summary>
    public sealed class Rule(string method, string[] words)
    {
        public string Method { get; } = method;

        public string[] Words { get; } = words;

        /// <summary>Lines beginning with <c>@</c> before the answer.</summary>
        public List<string> Before { get; } = [];

        /// <summary>The answer.</summary>
        public List<string> Answer { get; } = [];

        /// <summary>Lines beginning with <c>@</c> after the answer.</summary>
        public List<string> After { get; } = [];

        public void Add(string line)
        {
            if (line.StartsWith('@'))
            {
                (Answer.Count == 0 ? Before : After).Add(line[1..]);
            }
            else if (Answer.Count > 0 || line.Length > 0)
            {
                Answer.Add(line);
            }
        }
    }
}
