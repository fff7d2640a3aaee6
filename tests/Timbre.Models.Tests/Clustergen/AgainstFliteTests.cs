using System.Globalization;
using Timbre.Models.Clustergen;
using Timbre.Models.Output;
using Timbre.Models.Programs;
using Timbre.Models.Tests.Material;
using Timbre.Text.Phonemes;
using Xunit.Abstractions;

namespace Timbre.Models.Tests.Clustergen;

/// <summary>flite reads the same trees: where it says the same phones, they last as long.</summary>
public class AgainstFliteTests(ITestOutputHelper output)
{
    private static readonly ChildProgram Program = new("flite", "flite");

    [Theory] // sentences in which flite accents and classifies all words as we do
    [InlineData("Glue the sheet to the dark blue background.")]
    [InlineData("The juice of lemons makes fine punch.")]
    [InlineData("Four hours of steady work faced us.")]
    [InlineData("The boy was there when the sun rose.")]
    [InlineData("Kick the ball straight and follow through.")]
    [InlineData("Smoky fires lack flame and heat.")]
    [InlineData("The beauty of the view stunned the young boy.")]
    public void The_same_features_give_the_same_lengths(string sentence)
    {
        var (ours, theirs) = (Ours(sentence), Theirs(sentence));

        Assert.Equal(theirs.Select(phone => phone.Phone), ours.Select(phone => phone.Phone));
        for (var i = 1; i < ours.Count - 1; i++)
            Assert.Equal(theirs[i].Seconds, ours[i].Seconds, 0.0011); // flite prints thousandths
    }

    [Fact]
    public void Phones_last_about_as_long_whatever_is_accented()
    {
        var pairs = new List<(double Ours, double Theirs)>();
        foreach (var sentence in CalibrationText.Sentences)
        {
            var (ours, theirs) = (Ours(sentence), Theirs(sentence));
            if (ours.Select(phone => phone.Phone).SequenceEqual(theirs.Select(phone => phone.Phone)))
                pairs.AddRange(ours[1..^1].Zip(theirs[1..^1], (our, their) => (our.Seconds, their.Seconds)));
        }

        var difference = Math.Sqrt(pairs.Average(pair => Math.Pow(pair.Ours - pair.Theirs, 2)));
        var correlation = Correlation(pairs);
        output.WriteLine($"{pairs.Count} phones: correlation {correlation:F4}, difference {1000 * difference:F1} ms");
        Assert.True(pairs.Count > 400, $"only {pairs.Count} phones can be compared");
        Assert.True(correlation > 0.92, $"correlation {correlation:F4}");
        Assert.True(difference < 0.02, $"difference {difference:F4} s");
    }

    private static List<(string Phone, double Seconds)> Ours(string sentence) =>
        [.. new PhrasePlanner(
            UnadaptedVoice.Base.Value, new ProsodyTarget(98, 24, 1)).Plan(UnadaptedVoice.Read(sentence).Phrases[0], 0, 0.3)
            .Phones().Select(phone => (phone.Phone, phone.EndSeconds - phone.StartSeconds))];

    private static List<(string Phone, double Seconds)> Theirs(string sentence) =>
        [.. Lengths(
            Program.Run(["-voice", "rms", "-psdur", "-t", sentence, "-o", "none"], TimeSpan.FromSeconds(60), CancellationToken.None))];

    private static IEnumerable<(string Phone, double Seconds)> Lengths(string segments)
    {
        var start = 0.0;
        foreach (var segment in segments.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, end) = segment.Split(':') is [var phone, var until]
                ? (phone, double.Parse(until, CultureInfo.InvariantCulture))
                : throw new FormatException(segment);
            yield return (CmuPhoneSet.IndexOf(name) is >= 0 and var index ? CmuPhoneSet.All[index] : CmuPhoneSet.Pause, end - start);
            start = end;
        }
    }

    private static double Correlation(List<(double X, double Y)> pairs)
    {
        var (x, y) = (pairs.Average(pair => pair.X), pairs.Average(pair => pair.Y));
        return pairs.Sum(pair =>
            (pair.X - x)
                * (pair.Y - y)) / Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.X - x, 2)) * pairs.Sum(pair => Math.Pow(pair.Y - y, 2)));
    }
}
