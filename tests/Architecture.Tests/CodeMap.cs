using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Vedette.Architecture.Tests;

/// <summary>Who uses what inside one assembly, read from its compiled methods, so that a rule sees what the compiler saw.</summary>
internal static class CodeMap
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    private static readonly Dictionary<Assembly, Use[]> Read = [];

    public static IReadOnlyList<Use> Of(Assembly assembly)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(assembly, out var uses))
            {
                uses = [.. assembly.GetTypes().SelectMany(UsesOf).Where(use => use.From != use.To).Distinct()];
                Read.Add(assembly, uses);
            }

            return uses;
        }
    }

    private static IEnumerable<Use> UsesOf(Type type)
    {
        var from = Outermost(type);
        var members = type.GetMembers(Declared);
        var named = type.GetInterfaces().Append(type.BaseType)
            .Concat(members.OfType<FieldInfo>().Select(field => field.FieldType))
            .Concat(members.OfType<MethodInfo>().Select(method => method.ReturnType))
            .Concat(members.OfType<MethodBase>().SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType));
        return named.OfType<Type>().Select(target => (Target: target, Member: ""))
            .Concat(members.OfType<MethodBase>().SelectMany(Called))
            .SelectMany(use => Parts(use.Target).Select(target => new Use(from, Outermost(target), use.Member)));
    }

    private static IEnumerable<(Type Target, string Member)> Called(MethodBase method)
    {
        var body = method.GetMethodBody();
        if (body?.GetILAsByteArray() is not { } il)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return (local.LocalType, "");
        }

        for (var at = 0; at < il.Length;)
        {
            var code = OpCodesByValue[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && Resolve(method, BitConverter.ToInt32(il, at)) is { } member)
            {
                yield return (member as Type ?? member.DeclaringType ?? method.DeclaringType!, member.Name);
            }

            at += OperandLength(code, il, at);
        }
    }

    private static int OperandLength(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
        _ => 4,
    };

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType?.GetGenericArguments(),
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer && (type.IsNested || type.IsDefined(typeof(CompilerGeneratedAttribute))))
        {
            type = outer;
        }

        return type;
    }

    internal readonly record struct Use(Type From, Type To, string Member)
    {
        public override string ToString() => $"{From.FullName} -> {To.FullName}{(Member.Length > 0 ? "." + Member : "")}";
    }
}
