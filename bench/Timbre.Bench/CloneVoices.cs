using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices;
using Timbre.Models.Voices.Training;

namespace Timbre.Bench;

/// <summary>Clones the evaluation speakers, lets each clone say the judges' sentences, and writes the trials for judge.py.</summary>
internal static class CloneVoices
{
    private const double CloneSeconds = 15;
    private const int MinReferences = 2;
    private const int Cores = 2;

    // As the server has it: TIMBRE_VOCODER=neural or parametric.
    private static readonly VocoderKind Vocoder = Environment.GetEnvironmentVariable("TIMBRE_VOCODER") is { Length: > 0 } name
        ? Enum.Parse<VocoderKind>(name, ignoreCase: true)
        : VoiceEngine.DefaultVocoder;

    /// <summary>
    /// Every folder of <paramref name="speakers"/> is a speaker: the first recordings up to 15 s make the clone, the others are references.
    /// </summary>
    public static Task<int> Rapid(string speakers, string prefix, string sentences, string outFolder) =>
        Rapid(speakers, prefix, sentences, outFolder, ByEngine(VoiceType.Rapid));

    /// <summary>The same with an average voice that is not yet the engine's: what a run of training is measured with.</summary>
    public static Task<int> Average(string weights, string speakers, string prefix, string sentences, string outFolder) =>
        Rapid(speakers, prefix, sentences, outFolder, ByAverage(weights, VoiceType.Rapid));

    private static async Task<int> Rapid(
        string speakers, string prefix, string sentences, string outFolder, Func<List<TrainingRecording>, VoiceModel> train)
    {
        var trials = new Trials(outFolder);
        foreach (var folder in Directory.GetDirectories(speakers)
            .Where(path => prefix.Split(',').Any(p => Path.GetFileName(path).StartsWith(p, StringComparison.Ordinal))).Order())
        {
            var files = Directory.GetFiles(folder, "*.flac").Order().ToArray();
            var material = new List<TrainingRecording>();
            while (material.Sum(r => r.Seconds) < CloneSeconds && files.Length - material.Count > MinReferences)
                material.Add(await Recording(files[material.Count]));
            Clone(Path.GetFileName(folder), material, files[material.Count..], train, sentences, trials);
        }

        trials.Write();
        return 0;
    }

    /// <summary>
    /// One speaker from a folder of recordings, or for a rapid voice from the first of them, with another folder of references; by the
    /// engine ("-") or an average voice of a file.
    /// </summary>
    public static async Task<int> One(string weights, string type, string training, string references, string sentences, string outFolder)
    {
        var trials = new Trials(outFolder);
        var kind = Enum.Parse<VoiceType>(type, ignoreCase: true);
        var material = new List<TrainingRecording>();
        foreach (var file in Directory.GetFiles(training, "*.flac").Order())
        {
            if (kind == VoiceType.Rapid && material.Sum(r => r.Seconds) >= CloneSeconds)
                break;
            material.Add(await Recording(file));
        }

        var train = weights == "-" ? ByEngine(kind) : ByAverage(weights, kind);
        Clone(Path.GetFileName(outFolder), material, [.. Directory.GetFiles(references, "*.flac").Order()], train, sentences, trials);
        trials.Write();
        return 0;
    }

    /// <summary>A new engine each time: what it keeps is paid for by every speaker.</summary>
    private static Func<List<TrainingRecording>, VoiceModel> ByEngine(VoiceType type) =>
        material => new VoiceEngine(Encoder.Load()).Train(material, type, Cores, null, null, CancellationToken.None);

    private static Func<List<TrainingRecording>, VoiceModel> ByAverage(string weights, VoiceType type)
    {
        using var file = File.OpenRead(weights);
        var numbers = WeightFile.Read<AcousticModelConfig, AcousticModelWeights>(file);
        var plan = type == VoiceType.Rapid ? TrainingSchedule.Rapid : TrainingSchedule.Professional;
        return material =>
            new AcousticModelTrainer(numbers, Encoder.Load(), type, Cores, null, null, CancellationToken.None).TryTrain(material, plan)
                ?? throw new VoiceDataException("Nothing was understood.");
    }

    private static async Task<TrainingRecording> Recording(string file)
    {
        var clip = await AudioDecoder.Decode(file, AudioLimits.UpTo(3600, 1L << 30), CancellationToken.None);
        return new TrainingRecording(Path.GetFileName(file), () => clip, null, clip.Seconds);
    }

    private static void Clone(
        string speaker, List<TrainingRecording> material, string[] references, Func<List<TrainingRecording>, VoiceModel> train,
        string sentences, Trials trials)
    {
        var engine = new VoiceEngine(Encoder.Load(), Vocoder);
        var watch = Stopwatch.StartNew();
        var model = train(material);
        var (training, spoken, number) = (watch.Elapsed.TotalSeconds, 0.0, 0);
        var firstSounds = new List<double>();
        watch.Restart();
        foreach (var sentence in File.ReadLines(sentences).Where(line => line.Length > 0))
        {
            var asked = watch.Elapsed;
            var samples = new List<float>();
            foreach (var phrase in engine.Open(model, engine.Read(sentence), 1).SpeakAll(CancellationToken.None))
            {
                if (samples.Count == 0)
                    firstSounds.Add((watch.Elapsed - asked).TotalMilliseconds);
                samples.AddRange(phrase.Sound.Samples);
            }

            var sound = new AudioClip([.. samples], model.RateHz);
            spoken += sound.Seconds;
            trials.Add(speaker, references[number % references.Length], $"{speaker}-{number++}.wav", sound, sentence);
        }

        var seconds = material.Sum(r => r.Seconds);
        Console.WriteLine(
            $"| {speaker} | {seconds:0} s | {training:0.0} s | {training / seconds:0.000} | {watch.Elapsed.TotalSeconds / spoken:0.000} | "
                + $"{firstSounds.Order().ElementAt(firstSounds.Count / 2):0} ms | "
                + $"{string.Join(' ', model.Curve.Select(point => $"{point.ValidationLoss:0.000}"))} |");
    }

    private sealed class Trials(string folder)
    {
        private readonly List<string> _rows = ["speaker\treference\tgenerated\ttext"];

        public void Add(string speaker, string reference, string name, AudioClip sound, string text)
        {
            Directory.CreateDirectory(folder);
            WavWriter.Write(Path.Combine(folder, name), sound);
            _rows.Add($"{speaker}\t{Path.GetFullPath(reference)}\t{name}\t{text}");
        }

        public void Write() => File.WriteAllLines(Path.Combine(folder, "trials.tsv"), _rows);
    }
}
