using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.AverageVoice.Tuning;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Bench;

/// <summary>How alike tuned voices are to speakers of the development set, by the project's own encoder: what tuning is steered by, no judge being asked.</summary>
/// <remarks>Of each recording the first two thirds make the voice and the last third is what it is held against; so are the first two thirds themselves (the ceiling), and the next speaker's voice (the floor).</remarks>
internal static class AverageLikeness
{
    private const int Cores = 2;

    private static readonly string[] Sentences =
    [
        "The morning train was late again, so we walked across the frozen river.", "Nobody asked why the old garden gate had been painted green.",
        "Seven children were playing with a yellow ball behind the school.", "She thought about the question for a while and gave no answer.",
    ];

    public static async Task<int> Run(string weights, string list, string plans)
    {
        using var file = File.OpenRead(weights);
        var numbers = AverageFile.Read(file);
        var speakers = new List<(Clip Learnt, SpeakerEmbedding Held)>();
        foreach (var path in File.ReadLines(list).Select(line => line.Split('\t')[1]))
        {
            var clip = await AudioDecoder.Decode(path, new AudioLimits(), default);
            var end = clip.Seconds * 2 / 3;
            if (Encoder.Default.TryEmbed(clip.Cut(end, clip.Seconds)) is { } held)
                speakers.Add((clip.Cut(0, end), held));
        }

        var engine = new VoiceEngine();
        Console.WriteLine($"ceiling {Mean(speakers.Select(speaker => Likeness(speaker.Learnt, speaker.Held))):0.000}");
        foreach (var cells in plans.Split(';').Select(plan => plan.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()))
        {
            var plan = new TuningPlan((int)cells[0], (float)cells[1], cells[2]);
            var (own, other) = (new List<double>(), new List<double>());
            for (var i = 0; i < speakers.Count; i++)
            {
                var clip = speakers[i].Learnt;
                var model = new AverageTrainer(numbers, Cores, null, default).Train([new TrainingRecording("", () => clip, null, clip.Seconds)], VoiceType.Rapid, plan);
                var said = new Clip([.. Sentences.SelectMany(text => engine.Speak(text, model, 1, default)).SelectMany(phrase => phrase.Sound.Samples)], VoiceEngine.SpeechRateHz);
                own.Add(Likeness(said, speakers[i].Held));
                other.Add(Likeness(said, speakers[(i + 1) % speakers.Count].Held));
            }

            Console.WriteLine($"{plan}: own {Mean(own):0.000}, another's {Mean(other):0.000}");
        }

        return 0;

        double Likeness(Clip clip, SpeakerEmbedding held) => SpeakerComparer.Default.Compare(Encoder.Default.Embed(clip), held).Similarity;
    }

    private static double Mean(IEnumerable<double> values) => values.Average();
}
