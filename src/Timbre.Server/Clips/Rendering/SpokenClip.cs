using System.Text.Json;
using Timbre.Server.Http;
using Timbre.Server.Speech;

namespace Timbre.Server.Clips.Rendering;

/// <summary>What came of saying a clip's text; the columns of its row.</summary>
/// <param name="Blob">The file, in the voice's folder.</param>
/// <param name="Seconds">Of sound.</param>
/// <param name="Timestamps">The JSON of <see cref="Speech.Timestamps"/>.</param>
/// <param name="CharacterCount">Unicode characters of the text, markup left out.</param>
/// <param name="Issues">A JSON array of sentences: what was asked for and is not done.</param>
internal sealed record SpokenClip(string Blob, double Seconds, string Timestamps, int CharacterCount, string Issues)
{
    public static SpokenClip Of(string blob, PreparedSpeech speech, WholeSpeech whole) => new(
        blob, whole.Sound.Seconds, JsonSerializer.Serialize(whole.Times, Wire.Options), speech.Characters, Json(speech.Script.Issues));

    public static string Json(IEnumerable<string> issues) => JsonSerializer.Serialize(issues);
}
