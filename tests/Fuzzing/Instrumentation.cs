using System.Diagnostics;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Vedette.Fuzzing;

/// <summary>
/// Makes what reads foreign bytes tell which of its blocks were reached: each begins with a write into a map. Done on a copy in a
/// temporary folder, which is then run; the tools that do this elsewhere cannot be had from every package source.
/// </summary>
internal static class Instrumentation
{
    /// <summary>The libraries, and of each the namespaces that read foreign bytes.</summary>
    public static readonly IReadOnlyList<(string Library, string[] Namespaces)> Instrumented =
    [
        ("Vedette.Media", ["Vedette.Media"]),
        ("Vedette.Recording", ["Vedette.Recording.Verifying", "Vedette.Recording.Sealing", "Vedette.Recording.Evidence"]),
        ("Vedette.Sensing", ["Vedette.Sensing.Describing", "Vedette.Sensing.Talking"]),
    ];

    /// <summary>The map's field.</summary>
    public const string MapField = "Map";

    private const string MapName = "ReachedBlocks";

    /// <summary>Full name of the type with the map, inside the copy.</summary>
    public static string MapType(string library) => $"{library}.{MapName}";

    /// <summary>Runs this program again, with the library instrumented.</summary>
    public static async Task<int> RunAgainAsync(string[] arguments, string mark)
    {
        var folder = Directory.CreateTempSubdirectory("vedette-fuzz-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            {
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            }

            foreach (var (library, namespaces) in Instrumented)
            {
                Rewrite(library, namespaces, folder.FullName);
            }

            var program = Path.Combine(folder.FullName, "Vedette.Fuzzing.dll");
            using var child = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { Environment = { [mark] = "1" } })!;
            await child.WaitForExitAsync();
            return child.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Rewrite(string library, string[] namespaces, string folder)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, $"{library}.dll"));
        var module = assembly.MainModule;
        var map = AddMap(library, module, out var create);
        var blocks = 0;
        foreach (var method in module.GetTypes().Where(Reads).SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            method.Body.SimplifyMacros();
            foreach (var start in BlockStarts(method.Body))
            {
                Mark(method.Body, start, map, blocks++);
            }

            method.Body.OptimizeMacros();
        }

        create(blocks);
        assembly.Write(Path.Combine(folder, $"{library}.dll"));

        bool Reads(TypeDefinition type) =>
            type.FullName != MapType(library) && namespaces.Any(name => type.FullName.StartsWith($"{name}.", StringComparison.Ordinal));
    }

    private static FieldDefinition AddMap(string library, ModuleDefinition module, out Action<int> create)
    {
        var type = new TypeDefinition(library, MapName, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        var map = new FieldDefinition(MapField, FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.InitOnly, new ArrayType(module.TypeSystem.Byte));
        type.Fields.Add(map);
        module.Types.Add(type);
        create = length =>
        {
            const MethodAttributes Initializer = MethodAttributes.Static | MethodAttributes.Private | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName | MethodAttributes.HideBySig;
            var method = new MethodDefinition(".cctor", Initializer, module.TypeSystem.Void);
            var code = method.Body.GetILProcessor();
            code.Emit(OpCodes.Ldc_I4, length);
            code.Emit(OpCodes.Newarr, module.TypeSystem.Byte);
            code.Emit(OpCodes.Stsfld, map);
            code.Emit(OpCodes.Ret);
            type.Methods.Add(method);
        };
        return map;
    }

    private static HashSet<Instruction> BlockStarts(MethodBody body)
    {
        var starts = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target:
                    starts.Add(target);
                    break;
                case Instruction[] targets:
                    starts.UnionWith(targets);
                    break;
            }

            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is { } next)
            {
                starts.Add(next);
            }
        }

        return starts;
    }

    /// <summary>The block's first instruction becomes the first of the mark, so that whoever jumps to it comes by.</summary>
    private static void Mark(MethodBody body, Instruction start, FieldDefinition map, int block)
    {
        var code = body.GetILProcessor();
        var original = code.Create(OpCodes.Nop);
        (original.OpCode, original.Operand) = (start.OpCode, start.Operand);
        (start.OpCode, start.Operand) = (OpCodes.Ldsfld, map);
        Instruction[] rest = [code.Create(OpCodes.Ldc_I4, block), code.Create(OpCodes.Ldc_I4, 1), code.Create(OpCodes.Stelem_I1), original];
        var before = start;
        foreach (var instruction in rest)
        {
            code.InsertAfter(before, instruction);
            before = instruction;
        }
    }
}
