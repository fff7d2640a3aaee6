using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Contexts;

/// <summary>Features of a phone: what it is, where it stands in its syllable, what stands around it.</summary>
internal static class SegmentFeatures
{
    private const string OfSyllable = "R:SylStructure.parent.";

    private static readonly double Onset = SymbolTable.Of("onset");
    private static readonly double Coda = SymbolTable.Of("coda");

    /// <summary>A feature of the segment with a number; 0 where there is none.</summary>
    public static Func<Utterance, int, double> Bind(string path)
    {
        if (RelativePath.Split(path) is (var offset and not 0, var rest))
        {
            var other = Bind(rest);
            return (utterance, i) => other(utterance, i + offset);
        }

        if (path.StartsWith(OfSyllable, StringComparison.Ordinal))
        {
            var syllable = SyllableFeatures.Bind(path[OfSyllable.Length..]);
            return Known((utterance, i) => utterance.Segments[i].Syllable is >= 0 and var s ? syllable(utterance, s) : 0);
        }

        if (PhoneFeatures.Names.ToList().IndexOf(path) is >= 0 and var trait)
            return Known((utterance, i) => utterance.Segments[i].Phone.Values[trait]);
        return path switch
        {
            "name" => Known((utterance, i) => utterance.Segments[i].Phone.Symbol),
            "lisp_is_pau" => Known((utterance, i) => utterance.Segments[i].Phone.IsPause ? 1 : 0),
            "pos_in_syl" => Known((utterance, i) => utterance.Segments[i].Position),
            "syl_final" => Known((utterance, i) => Syllable(utterance, i) is { } syllable && syllable.Last != i ? 0 : 1),
            "seg_onsetcoda" =>
                Known((utterance, i) => Syllable(utterance, i) is { } syllable && HasVowel(utterance, i + 1, syllable.Last) ? Onset : Coda),
            "lisp_onset_stop" => Known((utterance, i) => InOnset(utterance, i, 's', 's')),
            "lisp_onset_fric" => Known((utterance, i) => InOnset(utterance, i, 'f', 'f')),
            "lisp_onset_nasal" => Known((utterance, i) => InOnset(utterance, i, 'n', 'n')),
            "lisp_onset_glide" => Known((utterance, i) => InOnset(utterance, i, 'r', 'l')),
            "lisp_coda_stop" => Known((utterance, i) => InCoda(utterance, i, 's', 's')),
            "lisp_coda_fric" => Known((utterance, i) => InCoda(utterance, i, 'f', 'f')),
            "lisp_coda_nasal" => Known((utterance, i) => InCoda(utterance, i, 'n', 'n')),
            "lisp_coda_glide" => Known((utterance, i) => InCoda(utterance, i, 'r', 'l')),
            _ =>
                throw new InvalidDataException($"A tree of the base voice asks for '{path}' of a phone, which this version does not know."),
        };
    }

    private static Func<Utterance, int, double> Known(Func<Utterance, int, double> feature) =>
        (utterance, i) => i >= 0 && i < utterance.Segments.Count ? feature(utterance, i) : 0;

    private static SyllableNode? Syllable(Utterance utterance, int segment) =>
        utterance.Segments[segment].Syllable is >= 0 and var syllable ? utterance.Syllables[syllable] : null;

    private static bool HasVowel(Utterance utterance, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (utterance.Segments[i].Phone.IsVowel)
                return true;
        }

        return false;
    }

    private static double InOnset(Utterance utterance, int segment, char manner, char orManner)
    {
        if (Syllable(utterance, segment) is not { } syllable)
            return 0;
        for (var i = syllable.First; i <= syllable.Last && !utterance.Segments[i].Phone.IsVowel; i++)
        {
            if (utterance.Segments[i].Phone.Manner is var found && (found == manner || found == orManner))
                return 1;
        }

        return 0;
    }

    private static double InCoda(Utterance utterance, int segment, char manner, char orManner)
    {
        if (Syllable(utterance, segment) is not { } syllable)
            return 0;
        for (var i = syllable.Last; i >= syllable.First && !utterance.Segments[i].Phone.IsVowel; i--)
        {
            if (utterance.Segments[i].Phone.Manner is var found && (found == manner || found == orManner))
                return 1;
        }

        return 0;
    }
}
