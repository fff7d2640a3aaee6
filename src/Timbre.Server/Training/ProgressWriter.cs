using System.Threading.Channels;
using Timbre.Models.Voices.Training;
using Timbre.Server.Jobs;

namespace Timbre.Server.Training;

/// <summary>
/// Reports a training's progress, its curve included, twice a second at most; stops the training when nobody wants it any more.
/// </summary>
internal sealed class ProgressWriter : IProgress<TrainingProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Channel<TrainingProgress> _latest = Channel.CreateBounded<TrainingProgress>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Task _writing;

    public ProgressWriter(Func<TrainingProgress, Task> report, CancellationTokenSource stop, ILogger log) =>
        _writing = Write(report, stop, log);

    public void Report(TrainingProgress value) => _latest.Writer.TryWrite(value);

    public async ValueTask DisposeAsync()
    {
        _latest.Writer.TryComplete();
        await _writing;
    }

    private async Task Write(Func<TrainingProgress, Task> report, CancellationTokenSource stop, ILogger log)
    {
        await foreach (var progress in _latest.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await report(progress);
                await Task.Delay(Pause, stop.Token);
            }
            catch (SupersededException)
            {
                await stop.CancelAsync();
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (System.Data.Common.DbException problem)
            {
                log.LogWarning(problem, "Progress could not be written; the training goes on");
            }
        }
    }
}
