using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Server.Voices;

namespace Timbre.Server.Speech.OpenAi;

/// <summary>GET /v1/audio/voices: the finished voices of the account, for programs that let people choose one.</summary>
internal static class ListSpeakers
{
    private const int MaxVoices = 1000;

    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/audio/voices", Handle).WithName(nameof(ListSpeakers));

    private static async Task<BodyAnswer<Speakers>> Handle(Account account, VoiceTable table, CancellationToken ct)
    {
        var (_, all) = await table.List(account.Id, 0, MaxVoices, ct);
        return new Speakers("list", [.. all.Where(voice => voice.Speaks).Select(voice => new Speaker(voice.Id, voice.Name))]);
    }

    /// <summary>The voices that can speak.</summary>
    /// <param name="Object"><c>list</c>.</param>
    /// <param name="Voices">Newest first.</param>
    public sealed record Speakers(string Object, IReadOnlyList<Speaker> Voices);

    /// <summary>A voice to choose.</summary>
    /// <param name="Id">Its uuid.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Speaker(string Id, string Name);
}
