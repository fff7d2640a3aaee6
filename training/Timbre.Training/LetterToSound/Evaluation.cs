using Timbre.Text.Phonemes;

namespace Timbre.Training.LetterToSound;

/// <summary>How often a model errs on words that it has not seen.</summary>
/// <param name="Words">How many were tried.</param>
/// <param name="WordErrors">Share of words with a wrong phone, stress not looked at.</param>
/// <param name="PhoneErrors">Insertions, deletions and substitutions over the dictionary's phones, stress not looked at.</param>
/// <param name="WordErrorsWithStress">Share of words with a wrong phone or a wrong stress.</param>
/// <param name="PhoneErrorsWithStress">As PhoneErrors, where the same vowel with another stress is another phone.</param>
/// <param name="WordsPerSecond">On one core.</param>
internal sealed record Evaluation(
    int Words, double WordErrors, double PhoneErrors, double WordErrorsWithStress, double PhoneErrorsWithStress, double WordsPerSecond)
{
    /// <summary>Tries every word; of several readings the nearest counts.</summary>
    public static Evaluation Of(Func<string, byte[]?> read, IReadOnlyList<Lexeme> lexemes)
    {
        var (plain, stressed) = (new Tally(), new Tally());
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var said = lexemes.Select(lexeme => read(lexeme.Word) ?? []).ToList();
        var seconds = clock.Elapsed.TotalSeconds;
        foreach (var (lexeme, phones) in lexemes.Zip(said))
        {
            stressed.Add(phones, lexeme.Readings);
            plain.Add(WithoutStress(phones), [.. lexeme.Readings.Select(WithoutStress)]);
        }

        return new Evaluation(
            lexemes.Count, plain.WordErrors, plain.PhoneErrors, stressed.WordErrors, stressed.PhoneErrors, lexemes.Count / seconds);
    }

    private static byte[] WithoutStress(byte[] phones) => [.. phones.Select(phone => PhoneSymbols.WithStress(phone, 0))];

    /// <summary>Sums over words.</summary>
    private sealed class Tally
    {
        private int _words, _wrong, _phones, _edits;

        public double WordErrors => (double)_wrong / _words;

        public double PhoneErrors => (double)_edits / _phones;

        public void Add(byte[] said, IReadOnlyList<byte[]> readings)
        {
            var (edits, length) = readings.Select(reading => (Edits(said, reading), reading.Length)).Min();
            _words++;
            _wrong += edits > 0 ? 1 : 0;
            _edits += edits;
            _phones += length;
        }

        private static int Edits(byte[] a, byte[] b)
        {
            var row = Enumerable.Range(0, b.Length + 1).ToArray();
            for (var i = 1; i <= a.Length; i++)
            {
                var (diagonal, left) = (row[0], row[0] = i);
                for (var j = 1; j <= b.Length; j++)
                {
                    left = Math.Min(Math.Min(row[j], left) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                    (diagonal, row[j]) = (row[j], left);
                }
            }

            return row[^1];
        }
    }
}
