using Timbre.Audio;
using Timbre.Models.Alignment.Acoustics;
using Timbre.Models.Alignment.Words;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Alignment.Words;

/// <summary>A machine's voice knows when it says what: what is found in its sound is held against that.</summary>
public sealed class PhoneAlignerTests
{
    private const double FrameSeconds = 0.01;
    // a frame is named by the beginning of its window of 25.6 ms, and stands for its middle
    private const double Lag = 0.0128 - (FrameSeconds / 2);

    private static readonly SphinxAcousticModel Model = SphinxAcousticModel.English;

    [Fact]
    public void Phones_are_found_where_they_are_said()
    {
        var errors = new List<double>();
        foreach (var text in new[] {
            "The birch canoe slid on the smooth planks.", "Glue the sheet to the dark blue background.",
            "A large size in stockings is hard to sell.", "These days a chicken leg is a rare dish."
        })
        {
            var script = UnadaptedVoice.Read(text);
            var spoken = UnadaptedVoice.Speak(script)[0];
            var words = script.Phrases[0].Words.Select(word => Numbers(word.Syllables.SelectMany(syllable => syllable.Phones))).ToArray();
            var actual = Align(spoken.Sound, words);
            Assert.Equal(words.Select(word => word.Length), actual.PhoneFrames.Select(word => word.Length));
            errors.AddRange(Ends(actual).Zip(spoken.Phones.Skip(1), (end, phone) => Math.Abs(end - phone.EndSeconds)));
        }

        errors.Sort();
        Assert.True(errors[errors.Count / 2] < 0.015, $"The median error is {errors[errors.Count / 2]:0.000} s.");
        Assert.True(errors[errors.Count * 9 / 10] < 0.04, $"One end in ten is {errors[errors.Count * 9 / 10]:0.000} s off.");
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void A_pause_between_words_is_found_and_no_other(double seconds)
    {
        var first = UnadaptedVoice.Speak(UnadaptedVoice.Read("the birch canoe"))[0].Sound;
        var second = UnadaptedVoice.Speak(UnadaptedVoice.Read("smooth planks"))[0].Sound;
        var sound = new AudioClip([.. first.Samples, .. new float[(int)(seconds * first.RateHz)], .. second.Samples], first.RateHz);
        var words = UnadaptedVoice.Read("the birch canoe smooth planks").Phrases[0].Words.Select(word =>
            Numbers(word.Syllables.SelectMany(syllable => syllable.Phones)))
            .ToArray();

        var actual = Align(sound, words);

        Assert.InRange(actual.PauseFrames[3] * FrameSeconds, seconds - 0.05, seconds + 0.6); // each phrase has a pause at its ends besides
        Assert.All(new[] { 1, 2, 4 }, gap => Assert.InRange(actual.PauseFrames[gap], 0, 3));
    }

    [Fact]
    public void Frames_are_all_accounted_for()
    {
        var sound = UnadaptedVoice.Speak(UnadaptedVoice.Read("smooth planks"))[0].Sound;
        var features = SphinxAcousticModel.ExtractFeatures(sound);
        var actual =
            new PhoneAligner(Model).Align(features, [Numbers(["S", "M", "UW", "DH"]), Numbers(["P", "L", "AE", "NG", "K", "S"])], default)!;
        Assert.Equal(features.Frames, actual.PauseFrames.Sum() + actual.PhoneFrames.Sum(word => word.Sum()));
        Assert.All(actual.PhoneFrames, word => Assert.All(word, frames => Assert.True(frames >= SphinxPhoneSet.States)));
    }

    [Fact]
    public void More_words_than_there_is_time_for_are_not_found() =>
        Assert.Null(
            new PhoneAligner(Model).Align(
                SphinxAcousticModel.ExtractFeatures(new AudioClip(new float[1600], 16000)), [Numbers(["S", "M", "UW", "DH"])], default));

    private static AlignedPhones Align(AudioClip sound, byte[][] words) =>
        new PhoneAligner(Model).Align(SphinxAcousticModel.ExtractFeatures(sound), words, default)!;

    private static IEnumerable<double> Ends(AlignedPhones actual)
    {
        var at = actual.PauseFrames[0];
        for (var word = 0; word < actual.PhoneFrames.Count; word++)
        {
            foreach (var frames in actual.PhoneFrames[word])
                yield return ((at += frames) * FrameSeconds) + Lag;
            at += actual.PauseFrames[word + 1];
        }
    }

    private static byte[] Numbers(IEnumerable<string> phones) => [.. phones.Select(phone => (byte)Model.Phones.Find(phone))];
}
