using Timbre.Server.Configuration;
using Timbre.Server.Terms.Phonemes;
using Timbre.Server.Terms.Substitutions;

namespace Timbre.Server.Terms;

/// <summary>An account's own words: phonemes and term substitutions, each create, list, get, delete.</summary>
internal static class TermModule
{
    public static void AddTerms(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<TermLimits>())
        .AddSingleton<PhonemeTable>()
        .AddSingleton<SubstitutionTable>()
        .AddSingleton<Glossary>();

    public static void MapTerms(this IEndpointRouteBuilder api)
    {
        CreatePhoneme.Map(api);
        ListPhonemes.Map(api);
        GetPhoneme.Map(api);
        DeletePhoneme.Map(api);
        CreateSubstitution.Map(api);
        ListSubstitutions.Map(api);
        GetSubstitution.Map(api);
        DeleteSubstitution.Map(api);
    }
}
