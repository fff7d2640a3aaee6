using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Alignment;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Programs;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Alignment.Acoustics;

/// <summary>What is computed here, held against what PocketSphinx's program writes down of its own work.</summary>
public sealed class SphinxAcousticModelTests : IDisposable
{
    private static readonly AudioClip Clip = Reader.Recordings[1].Load();

    private readonly ScratchFolder _scratch = new();

    [Fact]
    public void Cepstra_are_those_of_PocketSphinx()
    {
        var theirs = MemoryMarshal.Cast<byte, float>(Log("-mfclogdir", "000000000.mfc").AsSpan(4));

        var ours = new CepstralFrontEnd().Of(Clip.Samples);

        // its last frame may reach beyond the end
        Assert.InRange(
            theirs.Length / CepstralFrontEnd.Cepstra, ours.Length / CepstralFrontEnd.Cepstra, ours.Length / CepstralFrontEnd.Cepstra + 1);
        for (var i = 0; i < ours.Length; i++)
            Assert.Equal(theirs[i], ours[i], 0.01);
    }

    [Fact]
    public void States_fit_frames_as_well_as_PocketSphinx_says()
    {
        const double TheirStep = 1024 * 1e-4; // in nats; they count downwards from the best state
        var model = SphinxAcousticModel.English;
        var log = Log("-senlogdir", "000000000.sen");
        var theirs = MemoryMarshal.Cast<byte, short>(log.AsSpan(log.AsSpan().IndexOf("endhdr\n"u8) + 7 + 4));
        var everyState = Enumerable.Range(0, model.Phones.Names.Count)
            .SelectMany(phone => model.Phones.StatesOf(phone).ToArray().Select(senone => new SharedState(senone, (byte)phone))).ToArray();

        var features = SphinxAcousticModel.ExtractFeatures(Clip);
        var ours = model.Score(features, everyState, CancellationToken.None);

        var errors = new List<double>();
        for (var t = 0; t < features.Frames; t++)
        {
            var frame = theirs.Slice(t * (1 + model.Phones.Senones), 1 + model.Phones.Senones);
            Assert.Equal(model.Phones.Senones, frame[0]);
            var scores = ours.AsSpan(t * everyState.Length, everyState.Length);
            var first = frame[1 + everyState[0].Senone];
            for (var i = 1; i < everyState.Length; i++)
                errors.Add(Math.Abs((first - frame[1 + everyState[i].Senone]) * TheirStep - (scores[i] - scores[0])));
        }

        errors.Sort();
        Assert.True(
            errors[errors.Count / 2] < 0.5, $"half of all differences between states are off by {errors[errors.Count / 2]:0.00} or more");
    }

    [Fact]
    public void What_was_found_in_a_recording_serves_other_states_and_no_other_model()
    {
        var (model, other) = (SphinxAcousticModel.English, SphinxAcousticModel.Load(PocketSphinx.AcousticModelFolder));
        SharedState[] some = [.. model.Phones.StatesOf(model.Phones.Find("AH")).ToArray()
            .Select(senone => new SharedState(senone, (byte)model.Phones.Find("AH")))];
        SharedState[] rest = [.. model.Phones.StatesOf(model.Phones.Find("T")).ToArray()
            .Select(senone => new SharedState(senone, (byte)model.Phones.Find("T")))];
        var features = SphinxAcousticModel.ExtractFeatures(Clip);
        var before = model.Score(features, some, CancellationToken.None);
        var actual = features.CachedDensities;

        Assert.Equal(
            model.Score(SphinxAcousticModel.ExtractFeatures(Clip), rest, CancellationToken.None),
            model.Score(features, rest, CancellationToken.None));
        Assert.Equal(before, model.Score(features, some, CancellationToken.None));
        Assert.Same(actual, features.CachedDensities);
        Assert.Equal(before, other.Score(features, some, CancellationToken.None));
        Assert.NotSame(actual, features.CachedDensities);
    }

    [Fact]
    public void A_phone_in_context_has_states_of_its_own_phone_and_an_unknown_context_falls_back()
    {
        var phones = SphinxAcousticModel.English.Phones;
        var (ah, t, zh) = (phones.Find("AH"), phones.Find("T"), phones.Find("ZH"));

        Assert.NotEqual(phones.StatesOf(ah).ToArray(), phones.StatesOf(ah, t, t, WordPosition.Inside).ToArray());
        Assert.Equal(SphinxPhoneSet.States, phones.StatesOf(zh, zh, zh, WordPosition.Alone).Length);
        Assert.Equal(-1, phones.Find("XX"));
    }

    [Fact]
    public void A_cut_or_foreign_file_is_refused_and_nothing_worse()
    {
        var folder = Directory.CreateDirectory(_scratch.File("model")).FullName;
        foreach (var path in Directory.GetFiles(PocketSphinx.AcousticModelFolder))
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        foreach (var name in (string[])["mdef", "means", "variances", "sendump", "transition_matrices"])
        {
            var path = Path.Combine(folder, name);
            var whole = File.ReadAllBytes(path);
            foreach (var bytes in (byte[][])[whole[..(whole.Length / 2)], [], "s3\nendhdr\nwrong"u8.ToArray()])
            {
                File.WriteAllBytes(path, bytes);
                Assert.Throws<InvalidDataException>(() => SphinxAcousticModel.Load(folder));
            }

            File.WriteAllBytes(path, whole);
        }

        Assert.Equal(42, SphinxAcousticModel.Load(folder).Phones.Names.Count);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>What PocketSphinx logs of one recording.</summary>
    private byte[] Log(string option, string file)
    {
        var bytes = new byte[Clip.Samples.Length * 2];
        WavWriter.Encode(Clip.Samples, WavEncoding.Pcm16, bytes);
        File.WriteAllBytes(_scratch.File("one.raw"), bytes);
        File.WriteAllText(_scratch.File("list"), "one\n");
        new ChildProgram("pocketsphinx_batch", "pocketsphinx").Run(
            ["-hmm", PocketSphinx.AcousticModelFolder, "-dict", PocketSphinx.Dictionary, "-allphone",
            "/usr/share/pocketsphinx/model/en-us/en-us-phone.lm.bin",
                "-ctl", _scratch.File("list"), "-cepdir", _scratch.File(""), "-cepext", ".raw", "-adcin", "yes", "-compallsen", "yes",
                "-remove_noise", "no", "-remove_silence", "no", option, _scratch.File(""), "-logfn", "/dev/null"],
            TimeSpan.FromMinutes(2), CancellationToken.None);
        var log = File.ReadAllBytes(_scratch.File(file));
        return BinaryPrimitives.ReadInt32LittleEndian(log) > 0 ? log : throw new InvalidDataException(file);
    }
}
