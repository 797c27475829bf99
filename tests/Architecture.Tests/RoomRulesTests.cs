using System.Reflection;
using Xunit;

namespace Vedette.Architecture.Tests;

public sealed class RoomRulesTests
{
    public static TheoryData<string> Modules => [.. Repository.Modules.Select(module => $"Vedette.{module}")];

    public static TheoryData<string> Assemblies => [.. Repository.ProductAssemblies];

    private static Assembly Fixture => Assembly.Load("Vedette.Architecture.Fixture");

    [Theory]
    [MemberData(nameof(Modules))]
    public void Domain_touches_nothing_outside(string module) =>
        Assert.Empty(RoomRules.DomainTouchesNothingOutside(Assembly.Load(module)));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Features_do_not_know_each_other(string module) =>
        Assert.Equal("", string.Join("\n", RoomRules.FeaturesDoNotKnowEachOther(Assembly.Load(module))));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Stages_look_upstream_only(string module) =>
        Assert.Equal("", string.Join("\n", RoomRules.StagesLookUpstreamOnly(Assembly.Load(module))));

    [Theory]
    [MemberData(nameof(Modules))]
    public void Modules_do_not_reference_each_other(string module) =>
        Assert.Empty(RoomRules.ModulesDoNotReferenceEachOther(Assembly.Load(module), Repository.Modules));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Nobody_reads_the_clock_or_blocks(string assembly) =>
        Assert.Empty(RoomRules.NobodyReadsTheClockOrBlocks(Assembly.Load(assembly)));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Names_say_what_they_mean(string assembly) =>
        Assert.Empty(RoomRules.NamesSayWhatTheyMean(Assembly.Load(assembly)));

    [Fact]
    public void The_domain_rule_catches_a_guilty_domain() =>
        Assert.Contains(RoomRules.DomainTouchesNothingOutside(Fixture), use => use.Contains("Guilty -> ", StringComparison.Ordinal) && use.Contains("Table", StringComparison.Ordinal));

    [Fact]
    public void The_feature_rule_catches_a_guilty_feature() =>
        Assert.Contains(RoomRules.FeaturesDoNotKnowEachOther(Fixture), use => use.Contains("One -> ", StringComparison.Ordinal));

    [Fact]
    public void The_stage_rule_catches_a_stage_that_looks_downstream() =>
        Assert.Contains(RoomRules.StagesLookUpstreamOnly(Fixture), use => use.Contains("Session -> ", StringComparison.Ordinal));

    [Fact]
    public void The_name_rule_catches_a_manager() =>
        Assert.Contains(RoomRules.NamesSayWhatTheyMean(Fixture), name => name.Contains("TableManager", StringComparison.Ordinal));

    [Fact]
    public void The_reference_rule_catches_a_reference_between_modules() =>
        Assert.Equal(
            ["Vedette.Architecture.Tests -> Vedette.Foundation"],
            RoomRules.ModulesDoNotReferenceEachOther(typeof(RoomRulesTests).Assembly, ["Foundation"]));

    [Fact]
    public void The_clock_rule_catches_guilty_calls()
    {
        var found = RoomRules.NobodyReadsTheClockOrBlocks(Fixture).ToArray();

        Assert.Contains(found, use => use.EndsWith("DateTime.get_Now", StringComparison.Ordinal));
        Assert.Contains(found, use => use.EndsWith("get_Result", StringComparison.Ordinal));
    }
}
