namespace Timbre.Models.Alignment.Words;

/// <summary>Evidence of a recording for and against a text.</summary>
/// <param name="Words">One for each word.</param>
/// <param name="Gaps">One for each place before, between and behind the words.</param>
/// <param name="Frames">Frames of 10 ms in the recording.</param>
internal sealed record TextEvidence(IReadOnlyList<WordEvidence> Words, IReadOnlyList<GapEvidence> Gaps, int Frames);

/// <summary>Evidence of a recording for and against a word.</summary>
/// <param name="StartFrame">Where it fits best.</param>
/// <param name="EndFrame">Where it ends there, exclusive.</param>
/// <param name="Phones">In its shortest pronunciation.</param>
/// <param name="LogRatio">log p(recording | the word is said) - log p(recording | any speech, or next to nothing, instead of it), all else
/// free.</param>
internal readonly record struct WordEvidence(int StartFrame, int EndFrame, int Phones, double LogRatio);

/// <summary>Evidence of a recording for other speech between two words.</summary>
/// <param name="StartFrame">Where it would begin.</param>
/// <param name="EndFrame">Where it would end, exclusive.</param>
/// <param name="LogRatio">log p(recording | other speech is here) - log p(recording | the words around follow each other).</param>
internal readonly record struct GapEvidence(int StartFrame, int EndFrame, double LogRatio);
