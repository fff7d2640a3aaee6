namespace Timbre.Models.Recognition.Search;

/// <summary>How widely is searched, and what the language counts beside the sound.</summary>
/// <param name="LanguageWeight">Factor of ln p(word | two words before).</param>
/// <param name="WordBonus">Added for each word, in nats: without it short words are rare.</param>
/// <param name="Beam">Hypotheses that are so many nats behind the best are given up.</param>
/// <param name="MaxHypotheses">The most that are followed at once.</param>
internal sealed record SearchOptions(float LanguageWeight = 0.6f, float WordBonus = 1, float Beam = 16, int MaxHypotheses = 500);
