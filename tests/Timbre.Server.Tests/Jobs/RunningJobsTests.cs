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
                using (running.Register(Of("voice"), default, default))
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
        using var mine = running.Register(Of("voice"), default, default);
        using var others = running.Register(Of("another"), default, default);
        running.Stop(["voice"]);
        Assert.True(mine.Token.IsCancellationRequested);
        Assert.False(others.Token.IsCancellationRequested);
    }

    private static Intent Of(string voice) => new()
    {
        Id = voice,
        Kind = "test",
        VoiceId = voice,
        Build = 1,
        State = Intent.Scheduled,
        Attempts = 0,
        DueAt = DateTimeOffset.UnixEpoch,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
