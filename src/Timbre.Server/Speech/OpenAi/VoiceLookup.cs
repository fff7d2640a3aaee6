using Timbre.Server.Http;
using Timbre.Server.Voices;

namespace Timbre.Server.Speech.OpenAi;

/// <summary>Finds the voice that somebody means.</summary>
internal sealed class VoiceLookup(VoiceTable voices)
{
    private const int MaxNamesakes = 10;

    /// <summary>
    /// The account's voice of this uuid; else the one of this name, written the same; else the one of this name in whatever case.
    /// </summary>
    /// <exception cref="RefusedException">There is none, or more than one.</exception>
    public async Task<Voice> Find(string accountId, string uuidOrName, CancellationToken ct)
    {
        if (await voices.Find(accountId, uuidOrName, ct) is { } voice)
            return voice;
        var named = await voices.FindByName(accountId, uuidOrName, MaxNamesakes, ct);
        var same = named.Where(other => other.Name == uuidOrName).ToList();
        return (same.Count > 0 ? same : named) switch
        {
            [var one] => one,
            [] =>
                throw new RefusedException(new Refusal(
                    404, "voice_not_found", "voice: no voice has this uuid or name; GET /v1/audio/voices lists them.")),
            var many =>
                throw new RefusedException(
                    Refusal.BadRequest(
                        "ambiguous_voice",
                        $"voice: several voices have this name; give the uuid of one: {string.Join(", ", many.Select(other =>
                            other.Id))}.")),
        };
    }
}
