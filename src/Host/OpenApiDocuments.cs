using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Vedette.Platform.Hosting;

namespace Vedette.Host;

/// <summary>Every module's OpenAPI document, rendered without starting the server.</summary>
internal static class OpenApiDocuments
{
    public static async Task<IReadOnlyDictionary<string, string>> RenderAsync(IReadOnlyList<ModuleEntry> modules, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("vedette-openapi-");
        try
        {
            await using var application = VedetteApplication.Create(new VedetteOptions { DataDirectory = data.FullName, Port = 0 }, modules);
            // Endpoints are described once they are routed to; a server that is never started has to be asked for it.
            _ = application.UseRouting().UseEndpoints(static _ => { });
            var documents = new Dictionary<string, string>();
            foreach (var module in modules)
            {
                var provider = application.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(module.Name);
                var document = await provider.GetOpenApiDocumentAsync(cancellation);
                documents.Add(module.Name, await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation));
            }

            return documents;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
