using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Clustergen;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;

namespace Timbre.Bench;

/// <summary>
/// How alike tuned voices are to speakers of the development set, by the project's own encoder, and how well they are understood: what
/// tuning is steered by, no judge being asked.
/// </summary>
/// <remarks>
/// Of each recording the first two thirds make the voice and the last third is what it is held against; so are the first two thirds
/// themselves (the ceiling), and the next speaker's voice (the floor).
/// </remarks>
internal static class AcousticModelLikeness
{
    private const int Cores = 2;

    private static readonly string[] Sentences =
    [
        "The morning train was late again, so we walked across the frozen river.",
        "Nobody asked why the old garden gate had been painted green.",
        "Seven children were playing with a yellow ball behind the school.",
        "She thought about the question for a while and gave no answer.",
    ];

    public static async Task<int> Run(string weights, string list, string plans)
    {
        using var file = File.OpenRead(weights);
        var numbers = WeightFile.Read<AcousticModelConfig, AcousticModelWeights>(file);
        var encoder = Encoder.Load();
        var speakers = new List<(AudioClip Learnt, SpeakerEmbedding Held)>();
        foreach (var path in File.ReadLines(list).Select(line => line.Split('\t')[1]))
        {
            var clip = await AudioDecoder.Decode(path, new AudioLimits(), default);
            var end = clip.Seconds * 2 / 3;
            if (encoder.TryEmbed(clip.Cut(end, clip.Seconds)) is { } held)
                speakers.Add((clip.Cut(0, end), held));
        }

        Console.WriteLine($"ceiling {speakers.Average(speaker => Likeness(encoder, speaker.Learnt, speaker.Held)):0.000}");
        var baseVoices = new BaseVoiceCache();
        Measure(
            "an adapted clustergen voice", encoder, speakers,
            recordings => new ClustergenTrainer(baseVoices, Cores, null, default).Train(recordings, VoiceType.Rapid));
        foreach (var cells in plans.Split(';')
            .Select(plan => plan.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()))
        {
            var plan = new TrainingSchedule((int)cells[0], (float)cells[1], cells[2]);
            Measure(
                $"{plan}", encoder, speakers,
                recordings =>
                    new AcousticModelTrainer(numbers, encoder, VoiceType.Rapid, Cores, null, null, default).TryTrain(recordings, plan)
                        ?? throw new VoiceDataException("Nothing was understood."));
        }

        return 0;
    }

    private static void Measure(
        string name, Encoder encoder, List<(AudioClip Learnt, SpeakerEmbedding Held)> speakers,
        Func<TrainingRecording[], VoiceModel> train)
    {
        var engine = new VoiceEngine(encoder);
        var (own, other, clips) = (0.0, 0.0, new List<AudioClip>());
        for (var i = 0; i < speakers.Count; i++)
        {
            var clip = speakers[i].Learnt;
            var model = train([new TrainingRecording("", () => clip, null, clip.Seconds)]);
            AudioClip[] spoken = [.. Sentences.Select(text =>
                new AudioClip(
                    [.. engine.Open(model, engine.Read(text), 1).SpeakAll(default).SelectMany(phrase => phrase.Sound.Samples)],
                    model.RateHz))];
            clips.AddRange(spoken);
            var all = new AudioClip([.. spoken.SelectMany(sentence => sentence.Samples)], model.RateHz);
            own += Likeness(encoder, all, speakers[i].Held) / speakers.Count;
            other += Likeness(encoder, all, speakers[(i + 1) % speakers.Count].Held) / speakers.Count;
        }

        var recognised = new PocketSphinxRecogniser().Recognise(clips, "en", default);
        var expected = clips.Select((_, i) => Words(Sentences[i % Sentences.Length])).ToArray();
        var errors = recognised.Zip(expected).Sum(pair => Errors(pair.Second, [.. pair.First.Words.Select(word => word.Word)]));
        Console.WriteLine(
            $"{name}: own {own:0.000}, another's {other:0.000}, word errors {(double)errors / expected.Sum(words => words.Length):0.000}");
    }

    private static double Likeness(Encoder encoder, AudioClip clip, SpeakerEmbedding held) =>
        SpeakerComparer.Cosine(encoder.Embed(clip), held);

    private static string[] Words(string text) => [.. text.ToLowerInvariant().Split(' ').Select(word => word.Trim('.', ','))];

    /// <summary>Least number of words changed, left out and put in.</summary>
    private static int Errors(string[] expected, string[] recognised)
    {
        var row = Enumerable.Range(0, recognised.Length + 1).ToArray();
        for (var i = 1; i <= expected.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= recognised.Length; j++)
                (diagonal,
                    row[j]) = (row[j],
                        Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (expected[i - 1] == recognised[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
