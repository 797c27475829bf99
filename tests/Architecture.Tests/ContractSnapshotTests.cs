using System.Reflection;
using System.Text;
using Vedette.Foundation;
using Xunit;

namespace Vedette.Architecture.Tests;

/// <summary>What other modules and other processes rely on is a text file: a change to it is always a visible diff.</summary>
public sealed class ContractSnapshotTests
{
    private static Assembly Contracts => Assembly.Load("Vedette.Contracts");

    [Fact]
    public void Contracts_match_their_snapshot()
    {
        var file = Path.Combine(Repository.Root, "src", "Contracts", "contracts.txt");
        var actual = Render(Contracts);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "(no snapshot)", actual);
    }

    [Fact]
    public void Every_domain_event_has_a_name_of_its_own()
    {
        var events = Contracts.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IDomainEvent)) && type.IsClass).ToArray();
        var names = events.Select(type => type.GetCustomAttribute<DomainEventAttribute>()?.Name).ToArray();

        Assert.NotEmpty(events);
        Assert.All(names, name => Assert.NotNull(name));
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    private static string Render(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            _ = text.Append(type.FullName).Append('\n');
            var members = type.IsEnum
                ? Enum.GetNames(type)
                : type.GetProperties().Select(property => $"{property.Name}: {property.PropertyType}");
            foreach (var member in members.Order(StringComparer.Ordinal))
            {
                _ = text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }
}
