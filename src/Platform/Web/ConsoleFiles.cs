using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Vedette.Platform.Web;

/// <summary>Serves the web console. Every address that is not a file and not ours to answer is a page of the single-page app.</summary>
internal static class ConsoleFiles
{
    private const string Index = "/index.html";

    // The build puts a hash into the names below it, so their content never changes.
    private const string HashedFolder = "/assets";

    private static readonly PathString[] Reserved = ["/api", "/openapi", "/health", "/metrics"];

    public static void UseConsole(this IApplicationBuilder application, string? webRoot)
    {
        if (webRoot is null || !Directory.Exists(webRoot))
        {
            return;
        }

        var files = new PhysicalFileProvider(Path.GetFullPath(webRoot));
        var packed = new PackedFiles(files);
        application.UseWhen(IsPage, pages =>
        {
            pages.Use((context, next) =>
            {
                if (!context.Request.Path.StartsWithSegments(HashedFolder)
                    && files.GetFileInfo(context.Request.Path.Value ?? "") is not { Exists: true, IsDirectory: false })
                {
                    context.Request.Path = Index;
                }

                context.Request.Path = packed.Best(context.Request);
                return next(context);
            });
            pages.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = packed, OnPrepareResponse = Describe });
        });
    }

    private static bool IsPage(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !Array.Exists(Reserved, reserved => context.Request.Path.StartsWithSegments(reserved));

    private static void Describe(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments(HashedFolder) ? "public, max-age=31536000, immutable" : "no-cache";
        PackedFiles.Describe(file.File, headers);
    }
}
