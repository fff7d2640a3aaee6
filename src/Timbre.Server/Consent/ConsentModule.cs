using Timbre.Server.Consent.Challenges;
using Timbre.Server.Consent.Decision;
using Timbre.Server.Consent.Records;
using Timbre.Server.Jobs;

namespace Timbre.Server.Consent;

/// <summary>Whether a voice may be made and may speak: asked for, decided, recorded, withdrawn.</summary>
internal static class ConsentModule
{
    public static void AddConsent(this IServiceCollection to) => to
        .AddSingleton<ConsentTable>()
        .AddSingleton<ConsentIntake>()
        .AddSingleton<ConsentStatements>()
        .AddSingleton<ConsentGate>()
        .AddSingleton<ConsentViews>()
        .AddSingleton<NewConsent>()
        .AddSingleton<ChallengeTable>()
        .AddSingleton<SigningKey>()
        .AddSingleton<ConsentLedger>()
        .AddSingleton<MarkTable>()
        .AddSingleton<SoundCheck>()
        .AddSingleton<ReuseCheck>()
        .AddSingleton<WordsCheck>()
        .AddSingleton<PersonCheck>()
        .AddSingleton<ConsentJudge>()
        .AddSingleton<IIntentHandler, DecideConsent>();

    public static void MapConsent(this IEndpointRouteBuilder api)
    {
        ShowConsent.Map(api);
        GiveConsent.Map(api);
        RevokeConsent.Map(api);
        RequestChallenge.Map(api);
    }
}
