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
        var told = Record.Exception(() => Assert.Equal(RealModel.Said, model.Hear(_host)));
        Assert.True(told is null or ModelHostException { IsStart: false }, $"{told}");

        Assert.Equal(RealModel.Said, model.Hear(_host));
        Assert.True(ProcessTable.IsGone(id));
    }

    [WhisperFact]
    public async Task Killed_in_the_middle_of_a_sound()
    {
        model.Hear(_host);
        var hearing = Task.Run(() => model.HearMuch(_host, CancellationToken.None));
        await Task.Delay(200);
        var id = Kill();

        var told = await Assert.ThrowsAsync<ModelHostException>(() => hearing);

        Assert.Equal("The process that runs the model whisper-base failed: it ended with status 137.", told.Message);
        Assert.False(told.IsStart);
        Assert.Equal(RealModel.Said, model.Hear(_host));
        Assert.True(ProcessTable.IsGone(id));
    }

    [WhisperFact]
    public async Task Killed_while_it_starts_it_is_not_started_again_at_once_but_soon()
    {
        var hearing = Task.Run(() => model.Hear(_host));
        Assert.True(SpinWait.SpinUntil(() => _host.ProcessId is not null, TimeSpan.FromSeconds(30)));
        Kill();
        var told = await Assert.ThrowsAsync<ModelHostException>(() => hearing);
        Assert.True(told.IsStart);
        var failed = Stopwatch.StartNew();

        var again = Assert.Throws<ModelHostException>(() => model.Hear(_host));

        Assert.InRange(failed.Elapsed.TotalSeconds, 0, 4);
        Assert.True(again.IsStart);
        Assert.Equal(told.Message, again.Message);
        Assert.Null(_host.ProcessId);
        await Task.Delay(TimeSpan.FromSeconds(5.1));
        Assert.Equal(RealModel.Said, model.Hear(_host));
    }

    [WhisperFact]
    public async Task Stopped_by_the_caller_in_the_middle_of_a_sound()
    {
        model.Hear(_host);
        var id = _host.ProcessId!.Value;
        using var stop = new CancellationTokenSource();
        var hearing = Task.Run(() => model.HearMuch(_host, stop.Token), CancellationToken.None);
        var waiting = Task.Run(() => model.Hear(_host, "another"));
        await Task.Delay(200);

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
        var told = Assert.Throws<ModelHostException>(() =>
            _host.Recognise(model.Sentence, new RecogniseRequest("klingon"), "test", CancellationToken.None));

        Assert.Contains("It does not know the language", told.Message);
        Assert.Equal(RealModel.Said, model.Hear(_host));
    }

    private int Kill()
    {
        var id = _host.ProcessId!.Value;
        using var process = Process.GetProcessById(id);
        process.Kill();
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
