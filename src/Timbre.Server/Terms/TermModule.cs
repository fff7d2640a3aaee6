using Timbre.Server.Configuration;
using Timbre.Server.Terms.Phonemes;
using Timbre.Server.Terms.Substitutions;
using Timbre.Storage;

namespace Timbre.Server.Terms;

/// <summary>An account's own words: phonemes and term substitutions, each create, list, get, delete.</summary>
internal static class TermModule
{
    public static void AddTerms(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<TermLimits>())
        .AddKind(PhonemeKind.Instance)
        .AddKind(SubstitutionKind.Instance)
        .AddSingleton<Glossary>();

    public static void MapTerms(this IEndpointRouteBuilder api)
    {
        PhonemeRoutes.Map(api);
        SubstitutionRoutes.Map(api);
    }

    private static IServiceCollection AddKind<TRow, TRequest, TView>(this IServiceCollection to, TermKind<TRow, TRequest, TView> kind)
        where TRow : Term
        where TRequest : class => to
        .AddSingleton(kind)
        .AddSingleton(services => new TermTable<TRow>(services.GetRequiredService<Database>(), kind.Table, kind.Columns))
        .AddSingleton<TermResource<TRow, TRequest, TView>>();
}
