using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Vedette.Foundation;

namespace Vedette.Platform.Web;

/// <summary>The OpenAPI 3.1 document of a module: its own endpoints, ids as UUIDs, the ways they refuse, and the token they need.</summary>
internal static class OpenApiDocuments
{
    private const string Bearer = "bearer";
    private const string ProblemSchema = "Problem";
    private const string ProblemType = "application/problem+json";

    public static void AddOpenApiOf(this IServiceCollection services, string module) => services.AddOpenApi(module, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = endpoint => endpoint.GroupName == module;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = $"Vedette {module}", Version = "1" };
            // Where it runs is not the document's business; with it, the same program would give different documents.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Bearer] =
                new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            document.AddComponent(ProblemSchema, ProblemDetails());
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (IsId(context.JsonTypeInfo.Type))
            {
                schema.Type = JsonSchemaType.String;
                schema.Format = "uuid";
                schema.Properties = null;
                schema.Required = null;
            }
            else if (Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is var inner && (inner ?? context.JsonTypeInfo.Type) == typeof(DateTimeOffset))
            {
                // Instants have a converter of their own, so the generator knows nothing of them.
                schema.Type = inner is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
                schema.Format = "date-time";
            }

            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = type => IsId(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddOperationTransformer((operation, context, _) =>
        {
            // What is parsed from text is described as text; an id is more than that.
            foreach (var parameter in context.Description.ParameterDescriptions)
            {
                if (IsId(parameter.ParameterDescriptor?.ParameterType ?? parameter.Type)
                    && operation.Parameters?.FirstOrDefault(described => described.Name == parameter.Name)?.Schema is OpenApiSchema schema)
                {
                    schema.Format = "uuid";
                }
            }

            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            Describe(operation, context.Document!, metadata);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiOperation operation, OpenApiDocument document, IList<object> metadata)
    {
        if (metadata.OfType<PageRequest.PagedMetadata>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Query("limit", new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = $"{PageRequest.MostItems}",
                Default = PageRequest.DefaultLimit,
            }));
            operation.Parameters.Add(Query("cursor", new OpenApiSchema { Type = JsonSchemaType.String }));
        }

        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "Refused: problem details (RFC 9457) with a stable `code`.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema, document) },
            },
        });
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        }
    }

    private static OpenApiParameter Query(string name, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema };

    private static OpenApiSchema ProblemDetails()
    {
        static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "code", "status", "title" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text(),
                ["title"] = Text(),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text(),
                ["code"] = Text(),
                ["traceId"] = Text(),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text() },
                },
            },
        };
    }

    private static bool IsId(Type type) => (Nullable.GetUnderlyingType(type) ?? type).GetInterfaces()
        .Any(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IEntityId<>));
}
