namespace Timbre.Text.Lexicons.LetterToSound;

/// <summary>Letters and the phones that they stand for: the unit that words are made of when both sides are looked at together.</summary>
/// <param name="Letters">One or two.</param>
/// <param name="Symbols">None to two.</param>
internal sealed record Graphone(string Letters, byte[] Symbols);
