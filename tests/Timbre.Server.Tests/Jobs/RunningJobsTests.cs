using Timbre.Server.Jobs;

namespace Timbre.Server.Tests.Jobs;

public sealed class RunningJobsTests
{
    /// <summary>Work ends when it likes, also between being found and being stopped.</summary>
    [Fact]
    public async Task Work_that_ends_while_it_is_being_stopped_is_no_error()
    {
        var running = new RunningJobs();
        var worker = Task.Run(() =>
        {
            for (var i = 0; i < 200_000; i++)
                using (running.Register(Of("voice"), default))
                {
                }
        });
        while (!worker.IsCompleted)
            running.Stop(["voice"]);
        await worker;
        Assert.False(running.Any(["voice"]));
    }

    [Fact]
    public void Only_the_work_for_what_is_named_is_stopped()
    {
        var running = new RunningJobs();
        using var mine = running.Register(Of("voice"), default);
        using var others = running.Register(Of("another"), default);
        running.Stop(["voice"]);
        Assert.True(mine.Token.IsCancellationRequested);
        Assert.False(others.Token.IsCancellationRequested);
    }

    /// <summary>A job that is parked may run again before its first run has left the list.</summary>
    [Fact]
    public void A_run_that_ends_leaves_the_next_run_of_the_same_job_in_the_list()
    {
        var running = new RunningJobs();
        var first = running.Register(Of("voice"), default);
        using var second = running.Register(Of("voice"), default);
        first.Dispose();
        Assert.True(running.Any(["voice"]));
        running.Stop(["voice"]);
        Assert.True(second.Token.IsCancellationRequested);
    }

    private static Job Of(string voice) => new()
    {
        Id = voice,
        Kind = "test",
        Queue = "test",
        Arguments = "{}",
        VoiceId = voice,
        AccountId = "account",
        State = JobState.Running,
        Attempts = 0,
        DueAt = DateTimeOffset.UnixEpoch,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Epoch = 1,
    };
}
