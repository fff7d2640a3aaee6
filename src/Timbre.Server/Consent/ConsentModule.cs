using Timbre.Server.Configuration;
using Timbre.Server.Consent.Challenges;
using Timbre.Server.Consent.Records;
using Timbre.Server.Consent.Verification;

namespace Timbre.Server.Consent;

/// <summary>Whether a voice may be made and may speak: asked for, decided, recorded, withdrawn.</summary>
internal static class ConsentModule
{
    public static void AddConsent(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<ConsentLimits>())
        .AddSingleton(ConsentPolicy.Read(settings))
        .AddSingleton<ConsentTable>()
        .AddSingleton<ConsentUpload>()
        .AddSingleton<ConsentStatements>()
        .AddSingleton<ConsentGate>()
        .AddSingleton<ConsentViews>()
        .AddSingleton<NewConsent>()
        .AddSingleton<ChallengeTable>()
        .AddSingleton<SigningKey>()
        .AddSingleton<ConsentLedger>()
        .AddSingleton<ConsentFingerprintTable>()
        .AddSingleton<AudioQualityCheck>()
        .AddSingleton<ReplayCheck>()
        .AddSingleton<StatementWordsCheck>()
        .AddSingleton<SpeakerVerification>()
        .AddSingleton<ConsentVerifier>()
        .AddSingleton<ConsentDecider>()
        .AddSingleton<RequestChallenge>()
        .AddSingleton<GiveConsent>()
        .AddSingleton<RevokeConsent>();

    public static void MapConsent(this IEndpointRouteBuilder api)
    {
        ShowConsent.Map(api);
        GiveConsent.Map(api);
        RevokeConsent.Map(api);
        RequestChallenge.Map(api);
    }
}
