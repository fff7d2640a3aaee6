using Timbre.Models.AcousticModel;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.Output;
using Timbre.Models.Tests.Material;
using Timbre.Models.Voices;
using Timbre.Text.Scripts;

namespace Timbre.Models.Tests.AcousticModel;

/// <summary>A voice of random numbers says nothing that can be understood, but has to keep all that it promises.</summary>
public sealed class AcousticModelVoiceTests
{
    private static readonly VoiceModel Model = Voice(RandomNetwork.Config);

    private static readonly Dictionary<int, VoiceModel> ModelsByRate =
        new() { [16_000] = Model, [24_000] = Voice(RandomNetwork.SuperWideband) };

    private static readonly Script Text = UnadaptedVoice.Read("Well, the birch canoe slid on the smooth planks! Did five of them?");

    [Theory]
    [InlineData(16_000)]
    [InlineData(24_000)]
    public void It_comes_back_from_its_file_as_it_was_saved(int rateHz) =>
        Assert.Equal(Bytes(ModelsByRate[rateHz]), Bytes(Load(Bytes(ModelsByRate[rateHz]))));

    /// <summary>Written while all stacks of a network had the same width and voice files had format 2.</summary>
    [Fact]
    public void A_file_of_an_older_format_is_read_and_written_in_today_s()
    {
        var old = Load(File.ReadAllBytes(
            Path.Combine(Repository.Root, "tests", "Timbre.Models.Tests", "AcousticModel", "format-2.voice")));
        var again = Load(Bytes(old));

        var network = ((AcousticModelParameters)old.Parameters).Network;
        Assert.Equal((16, 24, 16), (network.Config.Encoder.Width, network.Config.Encoder.Inner, network.Config.Decoder.Width));
        Assert.Equal(
            network.Parameters.SelectMany(x => x), ((AcousticModelParameters)again.Parameters).Network.Parameters.SelectMany(x => x));
        Assert.Equal(
            UnadaptedVoice.Samples(UnadaptedVoice.Speak(Text, 1, old)), UnadaptedVoice.Samples(UnadaptedVoice.Speak(Text, 1, again)));
    }

    [Fact]
    public void A_file_cut_short_or_changed_is_refused()
    {
        var bytes = Bytes(Model);
        for (var length = 0; length < bytes.Length; length += 4099)
            Assert.Throws<InvalidDataException>(() => Load(bytes[..length]));
        for (var at = 0; at < bytes.Length; at += 4099)
        {
            bytes[at] ^= 0x40;
            Assert.Throws<InvalidDataException>(() => Load(bytes));
            bytes[at] ^= 0x40;
        }
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(24_000)]
    public void The_plan_is_what_is_said_to_the_sample(int rateHz)
    {
        var (engine, model) = (EmbeddedModels.Engine, ModelsByRate[rateHz]);
        var plans = engine.Open(model, Text, 1).PlanAll(default).ToList();
        var spoken = engine.Open(model, Text, 1).SpeakAll(default).ToList();
        Assert.Equal(rateHz, model.RateHz);
        Assert.Equal(Text.Phrases.Count, spoken.Count);
        foreach (var (plan, phrase) in plans.Zip(spoken))
        {
            Assert.Equal((plan.Samples, rateHz), (phrase.Sound.Samples.Length, phrase.Sound.RateHz));
            Assert.Equal(plan.Seconds, phrase.Sound.Seconds, 1e-9);
            Assert.Equal(plan.Phones, phrase.Phones);
            Assert.Equal(phrase.Sound.Seconds, phrase.Phones[^1].EndSeconds, 1e-3);
            Assert.All(
                phrase.Phones.Zip(phrase.Phones.Skip(1)), pair => Assert.Equal(pair.First.EndSeconds, pair.Second.StartSeconds, 1e-9));
            Assert.All(phrase.Sound.Samples, sample => Assert.InRange(sample, -1, 1));
        }
    }

    [Fact]
    public void The_same_seed_says_the_same_and_another_another()
    {
        float[] Say(int seed) => UnadaptedVoice.Samples(UnadaptedVoice.Speak(Text, seed, Model));
        Assert.Equal(Say(1), Say(1));
        Assert.NotEqual(Say(1), Say(2));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.6)]
    public void A_rate_stretches_all_phones(double rate)
    {
        double Seconds(Script script) => UnadaptedVoice.Speak(script, 1, Model).Sum(UnadaptedVoice.SpeechSeconds);
        Assert.Equal(1 / rate, Seconds(Text.In(SpeechStyle.Default with { Rate = rate })) / Seconds(Text), 0.15);
    }

    private static VoiceModel Voice(AcousticModelConfig config)
    {
        var conditioning = new SpeakerConditioning(
            [.. Enumerable.Range(0, config.Code).Select(i => i % 2 == 0 ? 0.7f : -0.7f)], Math.Log(120), 0.2, 0,
            [.. Enumerable.Repeat(-8f, config.Mels)]);
        return Load(Bytes(new VoiceModel(
            VoiceType.Rapid, DateTimeOffset.UnixEpoch, VoiceModel.NoConsent, new OutputStage(1, 60, 1),
            new AcousticModelParameters(conditioning, Network(config, conditioning)))));
    }

    /// <summary>With phones of some 80 ms.</summary>
    private static AcousticModelNetwork Network(AcousticModelConfig config, SpeakerConditioning conditioning)
    {
        var made = RandomNetwork.Network(1, config);
        return made with
        {
            MeanF0 = conditioning.ToVector()[config.Code],
            Layers = made.Layers with
            {
                DurationOutput = new LayerWeights([.. made.Layers.DurationOutput.Weight.Select(x => 0.05f * x)], [MathF.Log(8)]),
            },
        };
    }

    private static byte[] Bytes(VoiceModel model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }

    private static VoiceModel Load(byte[] bytes) => VoiceModel.Load(new MemoryStream(bytes));
}
