using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Consent.Challenges;

/// <summary>
/// POST /voices/{uuid}/consent/challenge: a one-time sentence of random words, which the voice's next consent has to hold besides the
/// statement.
/// </summary>
internal sealed class RequestChallenge(
    Database db, VoiceTable voices, ChallengeTable challenges, ConsentStatements statements, ConsentPolicy policy, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/voices/{uuid}/consent/challenge", Handle).WithName(nameof(RequestChallenge));

    private static Task<Answer<ChallengeView>> Handle(string uuid, Account account, RequestChallenge handler, CancellationToken ct) =>
        handler.Answer(uuid, account, ct);

    private async Task<Answer<ChallengeView>> Answer(string uuid, Account account, CancellationToken ct)
    {
        if (await voices.Find(account.Id, uuid, ct) is null)
            return Refusal.NotFound("voice");
        var row = new ChallengeRow
        {
            VoiceId = uuid,
            Sentence = RandomSentence.New(),
            ExpiresAt = time.GetUtcNow().AddMinutes(policy.ChallengeMinutes)
        };
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, uuid, ct) is null)
            return Refusal.NotFound("voice"); // deleted meanwhile
        await challenges.Save(unit, row, ct);
        await unit.Commit();
        return ChallengeView.Of(row, statements.Of(account));
    }
}
