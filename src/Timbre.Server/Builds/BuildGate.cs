using Timbre.Server.Accounts;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Voices;

namespace Timbre.Server.Builds;

/// <summary>Why a build that somebody asks for need not be begun.</summary>
internal sealed class BuildGate(ConsentTable consents, ConsentGate gate, TrainingDataChecks verdicts)
{
    /// <summary>What is missing; null when a build makes sense.</summary>
    public async Task<Refusal?> Refuse(Voice voice, Account account, CancellationToken ct)
    {
        if (gate.RefuseToBuild(account, await consents.StatusOf(voice.Id, ct)) is { } refusal)
            return refusal;

        if (voice.DatasetUrl is not null && !voice.DatasetDone)
            return null; // what it holds is known when it is here; too little of it becomes dataset_issue
        return await verdicts.SoFar(voice, ct) is { Missing: not null } verdict
            ? Refusal.BadRequest("not_enough_data", verdict.Issue)
            : null;
    }
}
