using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Builds;

/// <summary>
/// POST /voices/{uuid}/build: start the work, or say what is missing. The finished voice keeps speaking until a new one is there.
/// </summary>
internal static class BuildVoice
{
    /// <param name="Fill">Kept with the voice for the SDKs that send it; no engine here learns to fill yet.</param>
    public sealed record Request(bool? Fill);

    public static void Map(IEndpointRouteBuilder voices) => voices.MapPost("/voices/{uuid}/build", Handle).WithName(nameof(BuildVoice))
        .WithExample("""{"fill":false}""")
        .Refuses(403);

    private static async Task<BodyAnswer<DoneBody>> Handle(
        string uuid, Request? request, Account account, Database db, VoiceTable table, VoiceBuilds builds, BuildGate gate,
        CancellationToken ct)
    {
        if (await table.Find(account.Id, uuid, ct) is not { } voice)
            return Refusal.NotFound("voice");
        if (IsBusy(voice))
            return DoneBody.Of("The voice is being built already.");
        if (await gate.Refuse(voice, account, ct) is { } refusal)
            return refusal;

        await using var unit = await db.Begin(ct);
        if (await table.Lock(unit, uuid, ct) is not { } current)
            return Refusal.NotFound("voice");
        if (IsBusy(current))
            return DoneBody.Of("The voice is being built already.");
        await BuildTable.Fill(unit, uuid, request?.Fill ?? false, ct);
        await builds.Apply(unit, current, BuildEvent.BuildRequested, null, [], ct);
        await unit.Commit();
        return DoneBody.Of("The voice is being built.");
    }

    private static bool IsBusy(Voice voice) => BuildMachine.IsAtWork(BuildTable.StateOf(voice));
}
