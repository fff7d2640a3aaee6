using Timbre.Server.Http;

namespace Timbre.Server.Docs.Document;

/// <summary>The sections of the documentation: one for each folder of handlers, in the order in which a newcomer needs them.</summary>
internal static class Sections
{
    private static readonly (string Folder, string Title)[] Known =
    [
        ("Voices", "Voices"),
        ("Builds", "Voices"),
        ("Consent", "Consent"),
        ("Recordings", "Recordings"),
        ("Analysis", "Analysis"),
        ("Speech", "Speech"),
        ("Projects", "Projects"),
        ("Clips", "Clips"),
        ("Batches", "Batches"),
        ("Terms", "Phonemes and substitutions"),
        ("Webhooks", "Webhooks"),
        ("Admin", "Administration"),
        ("Hosting", "Health"),
        ("Unsupported", "Not supported"),
        ("Docs", "Documentation"),
    ];

    public static IEnumerable<string> Titles => Known.Select(section => section.Title).Distinct();

    /// <summary>Of a route: the one that it names, else that of the folder in which its handler's type lies.</summary>
    public static string Of(IEnumerable<object> metadata, Type handler)
    {
        if (metadata.OfType<DocumentedSection>().LastOrDefault() is { } named)
            return named.Title;
        var folder = handler.Namespace!.Split('.')[2];
        return Known.FirstOrDefault(section => section.Folder == folder).Title ?? folder;
    }
}
