namespace Timbre.Text.Phonemes.Transcriptions;

/// <summary>Phones of a transcription between two written boundaries; one syllable or more.</summary>
internal sealed class TranscribedSegment
{
    private readonly List<(byte Symbol, bool IsSchwa)> _phones = [];

    /// <summary>Stress mark in the notation: 0 to 2 for the first full vowel, or -1 for none.</summary>
    public int Stress { get; set; } = -1;

    public bool IsEmpty => _phones.Count == 0;

    public bool HasVowel => _phones.Exists(phone => PhoneSymbols.IsVowel(phone.Symbol));

    public bool HasFullVowel => FirstFullVowel >= 0;

    private int FirstFullVowel => _phones.FindIndex(phone => PhoneSymbols.IsVowel(phone.Symbol) && !phone.IsSchwa);

    public void Add(int symbol, bool isSchwa = false) => _phones.Add(((byte)symbol, isSchwa));

    public void Prepend(TranscribedSegment consonants)
    {
        _phones.InsertRange(0, consonants._phones);
        if (Stress < 0)
            Stress = consonants.Stress;
    }

    public void Append(TranscribedSegment consonants) => _phones.AddRange(consonants._phones);

    /// <summary>Its symbols, with the stress on the first full vowel, or on the first vowel where all are schwas.</summary>
    public byte[] ToSymbols()
    {
        var symbols = _phones.Select(phone => phone.Symbol).ToArray();
        if (Stress > 0)
        {
            var at = HasFullVowel ? FirstFullVowel : Array.FindIndex(symbols, PhoneSymbols.IsVowel);
            symbols[at] = PhoneSymbols.WithStress(symbols[at], Stress);
        }

        return symbols;
    }
}
