using Timbre.Models.Analysis;

namespace Timbre.Models.Tests.Analysis;

public sealed class LoudnessGradeTests
{
    [Theory]
    [InlineData(-23, "A")]
    [InlineData(-16, "A")]
    [InlineData(-33, "B")]
    [InlineData(-13, "B")]
    [InlineData(-39, "C")]
    [InlineData(-45, "D")]
    [InlineData(-7, "E")]
    [InlineData(-50.1, "F")]
    [InlineData(-5, "F")]
    [InlineData(double.NegativeInfinity, "F")]
    [InlineData(double.NaN, "F")]
    public void Loudness_has_a_letter(double lufs, string letter) => Assert.Equal(letter, LoudnessGrade.Of(lufs));

    [Fact]
    public void The_further_from_the_middle_the_later_the_letter()
    {
        var quieter = Enumerable.Range(0, 600).Select(step => LoudnessGrade.Of(-22 - (0.1 * step))).ToArray();
        var louder = Enumerable.Range(0, 300).Select(step => LoudnessGrade.Of(-22 + (0.1 * step))).ToArray();

        Assert.Equal(quieter.Order(StringComparer.Ordinal), quieter);
        Assert.Equal(louder.Order(StringComparer.Ordinal), louder);
        Assert.Equal("ABCDEF", string.Concat(quieter.Distinct()));
        Assert.Equal("ABCDEF", string.Concat(louder.Distinct()));
    }
}
