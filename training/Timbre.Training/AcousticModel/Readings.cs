using Timbre.Models.AcousticModel.Phones;
using Timbre.Models.Alignment;
using Timbre.Models.Utterances;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Training.AcousticModel;

/// <summary>How Timbre reads texts, in the phones of <see cref="IpaPhones"/>, to be compared with how the teacher reads them.</summary>
/// <remarks>
/// Read: a text a line. Written: of each text its words, spaces between, phones with their stress (eɪ1) and dots between.
/// </remarks>
internal static class Readings
{
    public static int Run(string texts, string to)
    {
        var reader = new ScriptReader(InstalledLexicon.English);
        File.WriteAllLines(to, File.ReadLines(texts).Select(text => string.Join(' ', reader.Read(text, ReadingOptions.None).Phrases
            .Where(phrase => phrase.Words.Count > 0).SelectMany(Words))));
        return 0;
    }

    private static IEnumerable<string> Words(ScriptPhrase phrase)
    {
        var (inventory, utterance) = (PhoneInventory.Ipa, UtteranceBuilder.Build(phrase, 0));
        var phones = inventory.Read(utterance, PhraseEnding.Of(phrase.End));
        var word = new List<string>();
        for (var i = 0; i < phones.Numbers.Length; i++)
        {
            if (phones.Numbers[i] == inventory.Pause)
                continue;
            var x = phones.Contexts.AsSpan(i * inventory.Contexts, inventory.Contexts);
            word.Add(IpaPhones.All[phones.Numbers[i]] + (x[0] > 0 ? "1" : x[1] > 0 ? "2" : ""));
            if (x[3] == 0)
                continue;
            yield return string.Join('.', word);
            word.Clear();
        }
    }
}
