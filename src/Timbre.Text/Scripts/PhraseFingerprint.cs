using System.Security.Cryptography;

namespace Timbre.Text.Scripts;

/// <summary>
/// Everything of a script that decides how one of its phrases sounds, in short: phrases of one fingerprint sound alike with the same model
/// and seed, wherever they stand.
/// </summary>
/// <remarks>
/// That is the phrase itself, its place in its sentence (intonation falls from one phrase to the next), and whether it is the last of all
/// (the pause behind it is another then). Whatever else an engine would like to hear in a phrase's surroundings has to come in here first.
/// </remarks>
public static class PhraseFingerprint
{
    /// <summary>The SHA-256 of the phrase with this number, in hex.</summary>
    public static string Of(Script script, int number)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, script.Phrases.Count);

        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(script.PositionInSentence(number));
        writer.Write(number == script.Phrases.Count - 1);
        Write(writer, script.Phrases[number], script.Text);
        return Convert.ToHexStringLower(SHA256.HashData(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
    }

    private static void Write(BinaryWriter writer, ScriptPhrase phrase, string text)
    {
        writer.Write(phrase.Source.Slice(text));
        writer.Write((byte)phrase.End);
        writer.Write(phrase.PauseSeconds ?? double.NaN);
        writer.Write(phrase.Words.Count);
        foreach (var word in phrase.Words)
        {
            writer.Write(word.Source.Start - phrase.Source.Start);
            writer.Write(word.Source.Length);
            writer.Write(word.Spelling);
            writer.Write((byte)word.Class);
            writer.Write(word.Style.Rate);
            writer.Write(word.Style.Pitch);
            writer.Write(word.Style.VolumeDb);
            writer.Write((byte)word.Style.Emphasis);
            writer.Write(word.Syllables.Count);
            foreach (var syllable in word.Syllables)
            {
                writer.Write((byte)syllable.Stress);
                writer.Write(syllable.Phones.Count);
                foreach (var phone in syllable.Phones)
                    writer.Write(phone);
            }
        }
    }
}
