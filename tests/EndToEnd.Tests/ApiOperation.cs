using System.Text.Json;

namespace Vedette.EndToEnd.Tests;

/// <summary>One operation of the OpenAPI documents.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="TakesBody">Whether it reads JSON.</param>
internal sealed record ApiOperation(HttpMethod Method, string Path, bool TakesBody)
{
    public static readonly string[] Modules = ["audit", "identity", "inventory", "streams", "recording", "sensing"];

    /// <summary>The path with every parameter replaced.</summary>
    public string With(string value) => System.Text.RegularExpressions.Regex.Replace(Path, @"\{[^}]+\}", _ => value);

    public bool HasParameters => Path.Contains('{');

    /// <summary>All operations of all modules.</summary>
    public static async Task<List<ApiOperation>> ReadAllAsync(VedetteProcess vedette)
    {
        List<ApiOperation> operations = [];
        foreach (var module in Modules)
        {
            var document = await vedette.GetAsync($"/openapi/{module}.json");
            operations.AddRange(
                from path in document.GetProperty("paths").EnumerateObject()
                from operation in path.Value.EnumerateObject()
                where operation.Name is "get" or "post" or "put" or "patch" or "delete"
                select new ApiOperation(new HttpMethod(operation.Name.ToUpperInvariant()), path.Name, TakesJson(operation.Value)));
        }

        return operations;
    }

    private static bool TakesJson(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").EnumerateObject().Any(content => content.Name == "application/json");

    public override string ToString() => $"{Method} {Path}";
}
