using Timbre.Models.Voices;

namespace Timbre.Server.Speech;

/// <summary>Letters and phones as synthesised, in seconds from the start; the two lists of a kind are of one length.</summary>
/// <param name="GraphChars">Every character of the text, markup left out.</param>
/// <param name="GraphTimes">Start and end of each.</param>
/// <param name="PhonChars">IPA; empty for a pause.</param>
/// <param name="PhonTimes">Start and end of each.</param>
public sealed record Timestamps(
    IReadOnlyList<string> GraphChars, IReadOnlyList<double[]> GraphTimes, IReadOnlyList<string> PhonChars,
    IReadOnlyList<double[]> PhonTimes)
{
    /// <summary>Nothing is said.</summary>
    public static Timestamps None { get; } = new([], [], [], []);

    /// <summary>The times of phrases that follow each other from <paramref name="startSeconds"/> on.</summary>
    public static Timestamps Of(IEnumerable<PlannedPhrase> phrases, double startSeconds = 0)
    {
        var graphs = new List<string>();
        var graphTimes = new List<double[]>();
        var phones = new List<string>();
        var phoneTimes = new List<double[]>();
        var start = startSeconds;
        foreach (var phrase in phrases)
        {
            graphs.AddRange(phrase.Graphemes.Select(graph => graph.Text));
            graphTimes.AddRange(phrase.Graphemes.Select(graph => new[] { start + graph.StartSeconds, start + graph.EndSeconds }));
            phones.AddRange(phrase.Phones.Select(phone => phone.Ipa));
            phoneTimes.AddRange(phrase.Phones.Select(phone => new[] { start + phone.StartSeconds, start + phone.EndSeconds }));
            start += phrase.Seconds;
        }

        return new Timestamps(graphs, graphTimes, phones, phoneTimes);
    }
}
