namespace Timbre.Text.Phonemes;

/// <summary>The classes of English consonants that choose the sound of the endings -s and -ed; phones by their CMU names.</summary>
internal static class ConsonantClasses
{
    /// <summary>Sibilants, voiced and voiceless: /s z ʃ ʒ tʃ dʒ/.</summary>
    public static bool IsSibilant(string phone) => phone is "S" or "Z" or "SH" or "ZH" or "CH" or "JH";

    /// <summary>Voiceless obstruents without the sibilants: /p t k f θ/.</summary>
    public static bool IsVoicelessNonSibilant(string phone) => phone is "P" or "T" or "K" or "F" or "TH";
}
