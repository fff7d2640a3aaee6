using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Models.Consent;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Consent;

/// <summary>How a recording is dressed says nothing about its words.</summary>
public class StatementConditionsTests
{
    private static readonly StatementCheck Checker = new();

    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    public void Gain_changes_no_verdict(float gain) =>
        SameVerdicts(sound => new AudioClip([.. sound.Samples.Select(sample => gain * sample)], sound.RateHz));

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0, 2)]
    [InlineData(1.5, 1.5)]
    public void Silence_before_and_behind_changes_no_verdict(double before, double behind) => SameVerdicts(sound => new AudioClip(
        [.. new float[(int)(before * sound.RateHz)], .. sound.Samples, .. new float[(int)(behind * sound.RateHz)]], sound.RateHz));

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(48000)]
    public void The_rate_of_the_file_changes_no_verdict(int rateHz) => SameVerdicts(sound => Resampler.Convert(sound, rateHz));

    private static void SameVerdicts(Func<AudioClip, AudioClip> dress)
    {
        var plain = Reader.Recordings[2].Load();
        var dressed = dress(plain);
        foreach (var text in (string[])[
            Reader.Texts[2], Reader.Texts[3], Reader.Texts[2].Replace("selfish", "generous", StringComparison.Ordinal)
        ])
        {
            var statement = ConsentStatement.Of(text);

            Assert.Equal(
                Checker.Check(plain, statement, CancellationToken.None).Accepted,
                Checker.Check(dressed, statement, CancellationToken.None).Accepted);
        }
    }
}
