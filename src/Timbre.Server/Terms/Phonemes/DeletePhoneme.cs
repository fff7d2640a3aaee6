using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Terms.Phonemes;

/// <summary>DELETE /phonemes/{uuid}: from the next text on it is not applied any more.</summary>
internal static class DeletePhoneme
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/phonemes/{uuid}", Handle).WithName(nameof(DeletePhoneme))
        .WithSummary("Delete a phoneme: from the next text on it is not applied any more.");

    private static async Task<BodyAnswer<DoneBody>> Handle(string uuid, Account account, Database db, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await PhonemeTable.Delete(unit, account.Id, uuid, ct) == 0)
            return Refusal.NotFound("phoneme");
        await unit.Commit();
        return DoneBody.Of();
    }
}
