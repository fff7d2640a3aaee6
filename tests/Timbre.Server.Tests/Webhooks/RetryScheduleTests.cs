using System.Net.Http.Headers;
using Timbre.Server.Webhooks;

namespace Timbre.Server.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    private static readonly double[] PlannedSeconds = [0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

    [Fact]
    public void The_waits_are_the_planned_ones_within_the_jitter_and_the_tenth_is_the_last()
    {
        for (var failures = 0; failures < PlannedSeconds.Length; failures++)
        {
            var planned = PlannedSeconds[failures];
            Assert.Equal(planned, Wait(failures, 0.5), 6);
            Assert.Equal(planned * 0.9, Wait(failures, 0), 6);
            Assert.Equal(planned * 1.1, Wait(failures, 1), 6);
        }

        Assert.Null(RetrySchedule.Wait(PlannedSeconds.Length, 1, 0.5, null));
        Assert.Null(RetrySchedule.Wait(PlannedSeconds.Length, 1, 0.5, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void The_scale_times_the_waits_but_not_what_the_receiver_asked_for()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), RetrySchedule.Wait(2, 0.01, 0.5, null));
        Assert.Equal(TimeSpan.FromSeconds(60), RetrySchedule.Wait(2, 0.01, 0.5, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void A_receiver_can_ask_for_later_not_for_sooner() =>
        Assert.Equal(TimeSpan.FromSeconds(300), RetrySchedule.Wait(2, 1, 0.5, TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("864000", 86_400)]
    [InlineData("Sun, 22 Nov 2026 12:10:00 GMT", 600)]
    [InlineData("Sun, 22 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT", 86_400)]
    public void Retry_After_is_read_in_both_spellings_and_believed_up_to_a_day(string text, double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            RetrySchedule.Read(RetryConditionHeaderValue.Parse(text), new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)));

    private static double Wait(int failures, double random) => RetrySchedule.Wait(failures, 1, random, null)!.Value.TotalSeconds;
}
