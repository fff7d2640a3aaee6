using System.Diagnostics;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Protocol;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Hosting;

/// <summary>The process is killed in every state it can be in: the caller is told, and the next call has its answer.</summary>
[Collection(RealModel.Name)]
public sealed class ModelHostDeathTests(RealModel model) : IDisposable
{
    private readonly ModelHost _host = new(model.Bundle, 2, Timeout.InfiniteTimeSpan);

    public void Dispose() => _host.Dispose();

    [WhisperFact]
    public void Killed_while_it_is_idle()
    {
        model.Hear(_host);
        var id = Kill();
        Assert.True(SpinWait.SpinUntil(() => !ProcessTable.Has(id) || IsZombie(id), TimeSpan.FromSeconds(30)));

        // the first call may come before the death is known
        var failure = Record.Exception(() => Assert.Equal(RealModel.Said, model.Hear(_host)));
        Assert.True(failure is null or ModelHostException { IsStart: false }, $"{failure}");

        Assert.Equal(RealModel.Said, model.Hear(_host));
        Assert.True(ProcessTable.IsGone(id));
    }

    [WhisperFact]
    public async Task Killed_in_the_middle_of_a_sound()
    {
        model.Hear(_host);
        var hearing = await HearMuch(CancellationToken.None);
        var id = Kill();

        var failure = await Assert.ThrowsAsync<ModelHostException>(() => hearing);

        Assert.Equal("The process that runs the model whisper-base failed: it ended with status 137.", failure.Message);
        Assert.False(failure.IsStart);
        Assert.Equal(RealModel.Said, model.Hear(_host));
        Assert.True(ProcessTable.IsGone(id));
    }

    [WhisperFact]
    public async Task Killed_whenever_it_starts_it_is_not_started_again_at_once_but_soon()
    {
        var hearing = Task.Run(() => model.Hear(_host));
        var killed = new HashSet<int>();
        while (!hearing.IsCompleted)
        {
            if (_host.ProcessId is { } id && killed.Add(id))
                Kill(id);
        }

        var failure = await Assert.ThrowsAsync<ModelHostException>(() => hearing);
        Assert.True(failure.IsStart);
        var since = Stopwatch.StartNew();

        var again = Assert.Throws<ModelHostException>(() => model.Hear(_host));

        Assert.InRange(since.Elapsed.TotalSeconds, 0, 4);
        Assert.True(again.IsStart);
        Assert.Equal(failure.Message, again.Message);
        Assert.Null(_host.ProcessId);
        Assert.All(killed, id => Assert.True(ProcessTable.IsGone(id)));
        await Task.Delay(TimeSpan.FromSeconds(5.1));
        Assert.Equal(RealModel.Said, model.Hear(_host));
    }

    [WhisperFact]
    public async Task Stopped_by_the_caller_in_the_middle_of_a_sound()
    {
        model.Hear(_host);
        var id = _host.ProcessId!.Value;
        using var stop = new CancellationTokenSource();
        var hearing = await HearMuch(stop.Token);
        var waiting = Task.Run(() => model.Hear(_host, "another"));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearing);
        Assert.True(ProcessTable.IsGone(id));
        Assert.Equal(RealModel.Said, await waiting);
    }

    [WhisperFact]
    public async Task Stopped_by_the_caller_while_it_starts_the_next_call_starts_it_at_once()
    {
        using var stop = new CancellationTokenSource();
        var hearing = Task.Run(() => model.HearMuch(_host, stop.Token), CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => _host.ProcessId is not null, TimeSpan.FromSeconds(30)));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearing);
        Assert.Equal(RealModel.Said, model.Hear(_host));
    }

    [WhisperFact]
    public void A_language_that_it_does_not_know_is_told_and_the_next_call_has_its_answer()
    {
        var failure = Assert.Throws<ModelHostException>(() =>
            _host.Recognise(model.Sentence, new RecogniseRequest("klingon"), "test", CancellationToken.None));

        Assert.Contains("It does not know the language", failure.Message);
        Assert.Equal(RealModel.Said, model.Hear(_host));
    }

    /// <summary>Some seconds of work, which are well under way when this returns.</summary>
    private async Task<Task<Recognised>> HearMuch(CancellationToken ct)
    {
        var begins = new TaskCompletionSource();
        var hearing = Task.Run(
            () =>
            {
                begins.SetResult();
                return model.HearMuch(_host, ct);
            },
            CancellationToken.None);
        await begins.Task;
        await Task.Delay(200, CancellationToken.None);
        Assert.False(hearing.IsCompleted);
        return hearing;
    }

    private int Kill() => Kill(_host.ProcessId!.Value);

    private static int Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // it is gone already
        }

        return id;
    }

    private static bool IsZombie(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true; // it is gone
        }
    }
}
