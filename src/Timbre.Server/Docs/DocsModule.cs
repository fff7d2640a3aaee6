using Timbre.Server.Docs.Document;

namespace Timbre.Server.Docs;

/// <summary>The documentation: /openapi.json, and the page under /docs on which every call can be tried.</summary>
internal static class DocsModule
{
    public const string DocumentName = "timbre";

    public static void AddDocs(this IServiceCollection to) => to
        .AddSingleton<DocComments>()
        .AddOpenApi(DocumentName, options =>
        {
            options.CreateSchemaReferenceId = SchemaNames.Of;
            options.AddSchemaTransformer<FieldSchemas>();
            options.AddOperationTransformer<OperationTexts>();
            options.AddDocumentTransformer<DocumentInfo>();
        });

    public static void MapDocs(this WebApplication app) => ShowDocs.Map(app);
}
