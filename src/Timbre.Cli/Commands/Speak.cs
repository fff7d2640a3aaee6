using System.CommandLine;
using System.Diagnostics;
using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices;

namespace Timbre.Cli.Commands;

/// <summary>timbre speak VOICE "text" --out out.wav: says something without a server.</summary>
internal static class Speak
{
    public static Command Command(Terminal terminal)
    {
        var voice = new Argument<string>("voice") { Description = "A voice file that train made." };
        var text = new Argument<string>("text") { Description = "What to say, in English." };
        var to = new Option<string>("--out") { Description = "The WAV file to write.", Required = true };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same samples.", DefaultValueFactory = _ => 0 };
        var vocoder = new Option<string>("--vocoder")
        {
            Description = "What turns frames into sound.",
            DefaultValueFactory = _ => NameOf(VoiceEngine.DefaultVocoder)
        };
        // as words: an option of the enumeration takes any number
        vocoder.AcceptOnlyFromAmong([.. Enum.GetValues<VocoderKind>().Select(NameOf)]);
        var command = new Command("speak", "Say something in a trained voice.") { voice, text, to, seed, vocoder };
        command.SetAction((parsed, ct) => Run(
            terminal, new VoiceEngine(Encoder.Load(), Enum.Parse<VocoderKind>(parsed.GetRequiredValue(vocoder), ignoreCase: true)),
            parsed.GetRequiredValue(voice), parsed.GetRequiredValue(text), parsed.GetRequiredValue(to), parsed.GetValue(seed), ct));
        return command;
    }

    private static async Task<int> Run(
        Terminal terminal, VoiceEngine engine, string voice, string text, string to, int seed, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new CommandException("There is nothing to say: the text is empty.");

        var model = Load(voice);
        var clock = Stopwatch.StartNew();
        var seconds = 0.0;
        await AtomicFile.Write(to, isPrivate: false, file => ProgressBar.Show(terminal, "speaking", report =>
        {
            using var wav = new WavWriter(file, model.RateHz, WavEncoding.Pcm16, leaveOpen: true);
            var letters = 0;
            foreach (var phrase in engine.Open(model, engine.Read(text), seed).SpeakAll(ct))
            {
                wav.Write(phrase.Sound.Samples);
                seconds += phrase.Sound.Seconds;
                letters += phrase.Graphemes.Count;
                report("speaking", Math.Min(1, (double)letters / text.Length));
            }

            wav.Finish();
            return wav.Frames;
        }));
        await terminal.Error.WriteLineAsync($"{to}: {seconds:0.0} s of speech in {clock.Elapsed.TotalSeconds:0.0} s.");
        if (model.Consent == VoiceModel.NoConsent)
            await terminal.Error.WriteLineAsync($"{voice} is stamped \"consent: none\": nobody has checked that its speaker agreed to it.");
        return 0;
    }

    private static string NameOf(VocoderKind vocoder) => vocoder.ToString().ToLowerInvariant();

    private static VoiceModel Load(string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no voice file {path}.");
        using var file = File.OpenRead(path);
        return VoiceModel.Load(file);
    }
}
