using System.Globalization;
using System.Text.RegularExpressions;
using Timbre.Server.Analysis.Data;
using Timbre.Server.Recordings;

namespace Timbre.Server.Tests.Analysis;

public sealed partial class DataMinimumTests
{
    private static readonly DataMinimum Rapid = new("rapid", 10, 3, 3);
    private static readonly DataMinimum Professional = new("professional", 600, 20, 60);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Enough_is_enough_sound_or_enough_recordings_and_enough_speech_in_them(int seed)
    {
        foreach (var (minimum, there) in Amounts(seed))
        {
            var enough = (there.Seconds >= minimum.Seconds || there.Uploads >= minimum.Recordings)
                && there.SpeechSeconds >= minimum.SpeechSeconds;
            Assert.Equal(enough, minimum.Missing(there) is null);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void More_never_makes_it_too_little(int seed)
    {
        foreach (var (minimum, there) in Amounts(seed).Where(case_ => case_.Minimum.Missing(case_.There) is null))
            Assert.Null(
                minimum.Missing(
                    there with { Seconds = there.Seconds + 1, Uploads = there.Uploads + 1, SpeechSeconds = there.SpeechSeconds + 1 }));
    }

    /// <summary>
    /// What the sentence says is missing is what has to be sent: with it, the minimum is met, and the next sentence (if any) is about
    /// speech.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Who_sends_what_is_said_to_be_missing_has_enough(int seed)
    {
        foreach (var (minimum, there) in Amounts(seed))
        {
            if (minimum.Missing(there) is not { } sentence)
                continue;
            var asked = sentence[sentence.IndexOf("send ", StringComparison.Ordinal)..];
            if (asked.Contains("of speech", StringComparison.Ordinal))
            {
                Assert.Null(minimum.Missing(there with { SpeechSeconds = there.SpeechSeconds + Seconds(asked) }));
                continue;
            }

            var spoken = there with { SpeechSeconds = minimum.SpeechSeconds };
            Assert.Null(minimum.Missing(spoken with { Seconds = there.Seconds + Seconds(asked) }));
            Assert.Null(
                minimum.Missing(
                    spoken with { Uploads = there.Uploads + int.Parse(Whole().Match(asked).Value, CultureInfo.InvariantCulture) }));
            Assert.NotNull(minimum.Missing(spoken with { Uploads = minimum.Recordings - 1 }));
        }
    }

    [Fact]
    public void The_sentence_says_what_is_needed_what_is_there_and_what_is_missing()
    {
        Assert.Equal(
            "A rapid voice needs 3 active recordings or 10.0 s of sound; it has 1 recording and 6.0 s in all: send 2 more recordings, or "
                + "4.0 s more of sound.",
            Rapid.Missing(new DataAmount(6.04, 1, 5)));
        Assert.Equal(
            "A professional voice needs 20 active recordings or 10.0 min of sound; it has 19 recordings and 9.9 min in all: send 1 more "
                + "recording, or 0.1 s more of sound.",
            Professional.Missing(new DataAmount(599.95, 19, 100)));
        Assert.Contains("only 2.0 s were found in 12.0 s of sound", Rapid.Missing(new DataAmount(12, 3, 2)));
    }

    /// <summary>
    /// Uploads count by length and number, a dataset by the length that it brought; what is inactive, silent or an outlier counts for
    /// neither.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Only_what_training_takes_is_counted(int seed)
    {
        var random = new Random(seed);
        var all = Enumerable.Range(0, random.Next(40)).Select(i => Row(i, random)).ToList();
        var dataset = all.Where(row => row.Source == Recording.FromDataset).Sum(row => row.Seconds);
        var amount = TrainingData.Count(all, dataset);
        var usable = all.Where(row => row.IsActive && !row.IsSilent && !row.IsOutlier).ToList();
        Assert.Equal(usable.Sum(row => row.Seconds), amount.Seconds, 1e-6);
        Assert.Equal(usable.Count(row => row.Source == Recording.Uploaded), amount.Uploads);
        Assert.Equal(usable.Sum(row => row.SpeechSeconds), amount.SpeechSeconds, 1e-6);
        // the pauses between a dataset's recordings are its owner's seconds too
        Assert.Equal(amount.Seconds + 30, TrainingData.Count(all, dataset + 30).Seconds, 1e-6);
    }

    private static IEnumerable<(DataMinimum Minimum, DataAmount There)> Amounts(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var minimum = i % 2 == 0 ? Rapid : Professional;
            yield return (minimum,
                new DataAmount(
                    random.NextDouble() * minimum.Seconds * 1.5, random.Next(minimum.Recordings * 2),
                    random.NextDouble() * minimum.SpeechSeconds * 2));
        }
    }

    /// <summary>The last time in a sentence, in seconds.</summary>
    private static double Seconds(string sentence)
    {
        var time = Time().Matches(sentence)[^1];
        return double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture) * (time.Groups[2].Value == "min" ? 60 : 1);
    }

    private static Recording Row(int i, Random random)
    {
        var seconds = 1 + (random.NextDouble() * 14);
        return new Recording
        {
            Id = $"{i}",
            VoiceId = "v",
            Name = $"{i}",
            IsActive = random.Next(4) > 0,
            Fill = false,
            Source = random.Next(2) == 0 ? Recording.Uploaded : Recording.FromDataset,
            OriginalBlob = "v/a",
            OriginalType = "audio/wav",
            WorkBlob = "v/b",
            Sha256 = "",
            RateHz = 16_000,
            Seconds = seconds,
            SpeechSeconds = seconds * random.NextDouble(),
            IsSilent = random.Next(6) == 0,
            IsOutlier = random.Next(6) == 0,
            CreatedAt = default,
            UpdatedAt = default,
        };
    }

    [GeneratedRegex(@"(\d+\.\d) (s|min)\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Whole();
}
